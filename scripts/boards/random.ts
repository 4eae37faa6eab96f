/**
 * The seeded chance behind the simulated boards: the same seed always gives
 * the same companies the same postings.
 *
 * @module
 */

/** A stream of chance that is wholly decided by its seed. */
export interface Random {
  /** At least 0 and below 1. */
  fraction(): number;
  /** A whole number, both ends included. */
  integer(from: number, to: number): number;
  chance(probability: number): boolean;
  /** @throws {RangeError} on an empty list. */
  pick<T>(list: readonly T[]): T;
  /** Up to `count` different members of the list, in random order. */
  draw<T>(list: readonly T[], count: number): T[];
  /** One of the names, each as often as its weight says. */
  weighted<Name extends string>(weights: readonly [Name, number][]): Name;
  /** A version 4 UUID. */
  uuid(): string;
}

/** mulberry32: small, fast, and good enough for adverts. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  function integer(from: number, to: number): number {
    return from + Math.floor(fraction() * (to - from + 1));
  }

  function pick<T>(list: readonly T[]): T {
    const chosen = list[integer(0, list.length - 1)];
    if (chosen === undefined) {
      throw new RangeError("Cannot pick from a list: it is empty");
    }
    return chosen;
  }

  function draw<T>(list: readonly T[], count: number): T[] {
    const left = [...list];
    const drawn: T[] = [];
    while (drawn.length < count && left.length > 0) {
      const at = integer(0, left.length - 1);
      // The last one fills the gap: moving all the others up would be slow.
      const last = left.splice(-1);
      drawn.push(...(at === left.length ? last : left.splice(at, 1, ...last)));
    }
    return drawn;
  }

  function weighted<Name extends string>(
    weights: readonly [Name, number][],
  ): Name {
    let rest = fraction() *
      weights.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of weights) {
      rest -= weight;
      if (rest < 0) return name;
    }
    return pick(weights)[0];
  }

  function uuid(): string {
    const hex = Array.from(
      { length: 8 },
      () => integer(0, 0xffff).toString(16).padStart(4, "0"),
    ).join("");
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${pick(["8", "9", "a", "b"])}${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join("-");
  }

  return {
    fraction,
    integer,
    chance: (probability) => fraction() < probability,
    pick,
    draw,
    weighted,
    uuid,
  };
}

/** A 32-bit seed out of names and numbers (FNV-1a), for streams that must not disturb each other. */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join("\u0000")) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
