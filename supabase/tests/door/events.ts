/**
 * Server-Sent Events as they arrive. Imported by tests only.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { z } from "zod";

/** Longer than anything takes; an event that is kept back is not waited for without end. */
const PATIENCE_MS = 20_000;

const Told = z.looseObject({
  batch_id: z.uuid(),
  board: z.looseObject({ company: z.string() }).nullish(),
});

export interface DoorEvent {
  readonly name: string;
  readonly id: string | null;
  readonly data: z.infer<typeof Told>;
}

function parse(text: string): DoorEvent | null {
  const field = (name: string) =>
    new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? null;
  const name = field("event");
  if (name === null) return null; // a heartbeat
  return {
    name,
    id: field("id"),
    data: Told.parse(JSON.parse(field("data") ?? "null")),
  };
}

/** Reads events one by one. */
export function createEventReader(body: ReadableStream<Uint8Array>) {
  const chunks = body.getReader();
  const decoder = new TextDecoder();
  let text = "";

  async function next(): Promise<DoorEvent | null> {
    const patience = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => patience.reject(new Error(`Waited for an event after "${text}"`)),
      PATIENCE_MS,
    );
    try {
      while (true) {
        const end = text.indexOf("\n\n");
        if (end !== -1) {
          const event = parse(text.slice(0, end));
          text = text.slice(end + 2);
          if (event) return event;
          continue;
        }
        const { value, done } = await Promise.race([
          chunks.read(),
          patience.promise,
        ]);
        if (done) return null;
        text += decoder.decode(value, { stream: true });
      }
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    /** Null at the end of the stream. */
    next,
    /** The next board that is told of. */
    async board(): Promise<DoorEvent> {
      while (true) {
        const event = await next();
        if (event?.name !== "progress") {
          throw new Error(`Wanted a board, got ${JSON.stringify(event)}`);
        }
        if (event.data.board) return event;
      }
    },
    /** What comes up to the end. */
    async rest(): Promise<DoorEvent[]> {
      const events: DoorEvent[] = [];
      while (true) {
        const event = await next();
        if (!event) return events;
        events.push(event);
      }
    },
    /** Drops the connection. */
    close: () => chunks.cancel(),
  };
}

/** The events of an answer, which must be a stream of them. */
export function eventsOf(response: Response) {
  assertEquals([response.status, response.headers.get("content-type")], [
    200,
    "text/event-stream",
  ]);
  if (!response.body) throw new Error("No body");
  return createEventReader(response.body);
}
