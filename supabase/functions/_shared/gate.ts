/**
 * How much of the boards' answers one isolate holds at once. Its scans share
 * 256 MB, and each of them may meet an answer of 25 MB in the same second.
 *
 * Who came first is always let through, up to the largest answer there is; all
 * others share the rest. So there is always one that ends, then the next has
 * come first, and nobody waits for ever. Who has to wait takes nothing from its
 * board meanwhile.
 *
 * @module
 */
import { MAX_BODY_BYTES } from "./body.ts";

/**
 * A text takes up to twice the bytes, and its objects as much again. With twice
 * this, 49 boards took a tenth more memory and were read no sooner; with less the
 * largest answer there is would leave nothing for others.
 */
const MAX_HELD_BYTES = 32 * 1024 * 1024;

/** The place of one answer that is being read. */
export interface Seat {
  /**
   * Asks to hold so many bytes in all; null: it may at once, else it may when the
   * promise is fulfilled. Rejects with the signal's reason.
   */
  hold(bytes: number, signal: AbortSignal): Promise<void> | null;
  /** Gives everything back. */
  leave(): void;
}

export interface Gate {
  /** A place that counts as taken from the first bytes on. */
  seat(): Seat;
  /** What all seats may hold at the moment. */
  heldBytes(): number;
}

interface Reader {
  held: number;
  wanted: number;
  /** Set while it waits. */
  proceed: (() => void) | null;
}

/** Makes the gate of one isolate. */
export function createGate(
  maxHeld = MAX_HELD_BYTES,
  maxEach = MAX_BODY_BYTES,
): Gate {
  // A set keeps the order in which they came.
  const readers = new Set<Reader>();
  let total = 0;

  function admit(reader: Reader): boolean {
    const [oldest] = readers;
    const shared = total - (oldest?.held ?? 0);
    if (
      reader !== oldest &&
      shared - reader.held + reader.wanted > maxHeld - maxEach
    ) return false;
    total += reader.wanted - reader.held;
    reader.held = reader.wanted;
    return true;
  }

  function admitWaiting(): void {
    for (const reader of readers) {
      if (!reader.proceed || !admit(reader)) continue;
      reader.proceed();
      reader.proceed = null;
    }
  }

  function seat(): Seat {
    const reader: Reader = { held: 0, wanted: 0, proceed: null };
    return {
      hold(bytes, signal) {
        if (bytes > maxEach) {
          throw new RangeError(
            `Cannot hold ${bytes} bytes of one answer: the most is ${maxEach}`,
          );
        }
        if (bytes <= reader.held) return null;
        readers.add(reader);
        reader.wanted = bytes;
        if (admit(reader)) return null;
        return new Promise((resolve, reject) => {
          function giveUp() {
            reader.proceed = null;
            reject(signal.reason);
          }
          if (signal.aborted) return giveUp();
          signal.addEventListener("abort", giveUp, { once: true });
          reader.proceed = () => {
            signal.removeEventListener("abort", giveUp);
            resolve();
          };
        });
      },
      leave() {
        if (!readers.delete(reader)) return;
        total -= reader.held;
        admitWaiting();
      },
    };
  }

  return { seat, heldBytes: () => total };
}
