/**
 * Starts a batch, or joins one, and follows it by its events to the end. A
 * connection that breaks is opened again where it broke: Scan is pressed once.
 *
 * @module
 */
import type { z } from "zod";
import {
  Counts,
  EndedBoard,
  endedBoards,
  type Progress,
  readProgress,
} from "./batch.ts";
import { askDoor, type Door, DoorError } from "./door.ts";
import { readEvents, type StreamEvent } from "./event_stream.ts";

/** Three heartbeats of the door. */
const SILENCE_MS = 30_000;
/** Connections in a row that say nothing at all, before nobody is waited for. */
const MOST_SILENT = 8;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

const Told = Counts.extend({ board: EndedBoard.nullable() });

/** What is scanned; without both, all sources. Or a batch that is under way. */
export type Wanted =
  | {
    readonly sources?: readonly number[] | undefined;
    readonly providers?: readonly string[] | undefined;
  }
  | { readonly batch: string };

export interface FollowOptions {
  readonly door: Door;
  readonly wanted: Wanted;
  /** Leaves the batch to itself. */
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The batch is known, with all its boards. */
  readonly onBatch?: (progress: Progress) => void;
  /** A board has ended; each is told once. */
  readonly onBoard: (board: EndedBoard, counts: Counts) => void;
  /** The connection broke and is opened again. */
  readonly onBreak?: (why: string) => void;
}

/** A way in which the connection can break that is no refusal. */
class Broken extends Error {}

function openStream(
  { door, wanted, signal }: FollowOptions,
  batch: string | null,
  lastEventId: string | null,
): Promise<Response> {
  const headers = {
    accept: "text/event-stream",
    ...(lastEventId !== null && { "last-event-id": lastEventId }),
  };
  return batch === null
    ? askDoor(door, {
      what: "scan",
      body: { ...wanted, wait: true },
      headers,
      signal,
    })
    : askDoor(door, {
      what: "follow the batch",
      query: { batch },
      headers,
      signal,
    });
}

async function* eventsOf(response: Response): AsyncGenerator<StreamEvent> {
  const type = response.headers.get("content-type") ?? "";
  if (!type.startsWith("text/event-stream") || !response.body) {
    await response.body?.cancel();
    throw new DoorError("Cannot follow the batch: the answer is no stream", {
      status: response.status,
      hint: "Deploy the functions of this version",
    });
  }
  try {
    yield* readEvents(response.body, SILENCE_MS);
  } catch (cause) {
    throw new Broken("The connection broke", { cause });
  }
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  { event, data }: StreamEvent,
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(data));
  } catch (cause) {
    throw new DoorError(
      `Cannot follow the batch: an event "${event}" is not as agreed`,
      { hint: "Deploy the functions of this version", status: 200, cause },
    );
  }
}

/**
 * Follows a batch to its end and answers how it went.
 *
 * @throws {DoorError} when the door refuses, or cannot be reached any more.
 */
export async function followBatch(options: FollowOptions): Promise<Progress> {
  const { door, wanted, signal, sleep, onBatch, onBoard, onBreak } = options;
  let batch = "batch" in wanted ? wanted.batch : null;
  let isKnown = false;
  let lastEventId: string | null = null;
  /** Connections in a row that said nothing, and that told of no board. */
  let silent = 0;
  let idle = 0;
  const told = new Set<number>();

  function tell(board: EndedBoard, counts: Counts) {
    // A stream that is opened again repeats what ended about then.
    if (told.has(board.source_id)) return;
    told.add(board.source_id);
    idle = 0;
    onBoard(board, counts);
  }

  /** Reads one connection; the batch's end, or null when it goes on elsewhere. */
  async function read(response: Response): Promise<Progress | null> {
    for await (const message of eventsOf(response)) {
      const { event, id } = message;
      silent = 0;
      if (event === "progress") {
        const { board, ...counts } = parse(Told, message);
        batch = counts.batch_id;
        if (!isKnown) {
          onBatch?.(await readProgress(door, batch, signal));
          isKnown = true;
        }
        if (board) tell(board, counts);
        lastEventId = id ?? lastEventId;
      } else if (event === "done") {
        const progress = await readProgress(
          door,
          parse(Counts, message).batch_id,
          signal,
        );
        for (const board of endedBoards(progress)) tell(board, progress);
        return progress;
      } else if (event === "continue") {
        idle = 0;
        return null;
      } else if (event === "broken") {
        throw new Broken("The project cannot reach its database");
      }
    }
    throw new Broken("The connection ended");
  }

  while (true) {
    silent++;
    try {
      const response = await openStream(options, batch, lastEventId);
      const progress = await read(response);
      if (progress) return progress;
    } catch (error) {
      signal.throwIfAborted();
      const isPassing = error instanceof Broken ||
        (error instanceof DoorError && error.isPassing);
      if (!isPassing) throw error;
      if (batch === null) {
        if (error instanceof DoorError) throw error;
        throw new DoorError(
          "Cannot follow the batch: the connection broke before it was named",
          {
            cause: error,
            hint: "It may have been started: see deno task sources",
          },
        );
      }
      if (silent >= MOST_SILENT) {
        throw new DoorError(
          `Cannot follow the batch: ${silent} connections in a row broke`,
          {
            cause: error,
            hint: `It goes on: deno task scan --batch ${batch}`,
          },
        );
      }
      idle++;
      onBreak?.(error.message);
      if (idle > 1) {
        await sleep(
          Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (idle - 2)),
          signal,
        );
      }
    }
  }
}
