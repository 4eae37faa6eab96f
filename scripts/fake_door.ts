/**
 * A project whose boards end when a test says so: the door `scan` over HTTP on
 * loopback, with a batch that has a state. Imported by tests only.
 *
 * @module
 */
import type { EndedBoard } from "./batch.ts";

export const BATCH = "5e0c8e1a-0000-4000-8000-000000000001";
export const KEY = "sb_secret_of_a_test";

/** What came in, for a test to read in order. */
export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly accept: string | null;
  readonly lastEventId: string | null;
  readonly body: unknown;
}

export interface FakeBoard {
  readonly source_id: number;
  readonly company: string;
  readonly provider: string | null;
}

/** A board that listed ten postings. */
function ended(board: FakeBoard, over: Partial<EndedBoard>): EndedBoard {
  return {
    ...board,
    state: "succeeded",
    fetched: 10,
    matched: 4,
    inserted: 2,
    updated: 0,
    reopened: 0,
    archived: 0,
    ms: 1_500,
    reason: null,
    ...over,
  };
}

/** Each ends a second after the one before it. */
function timeOf(index: number): string {
  return new Date(Date.UTC(2026, 2, 1, 12, 0, index)).toISOString();
}

/** Answers that are given once each, before the door does what it always does. */
type Answer = (request: Request) => Response;

export function startFakeDoor(boards: readonly FakeBoard[]) {
  const asked: Asked[] = [];
  const answers: Answer[] = [];
  const results: EndedBoard[] = [];
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  let heard = Promise.withResolvers<void>();
  const encoder = new TextEncoder();

  function counts() {
    const sum = (key: "fetched" | "matched" | "inserted") =>
      results.reduce((total, board) => total + (board[key] ?? 0), 0);
    return {
      batch_id: BATCH,
      total: boards.length,
      done: results.length,
      failed: results.filter(({ state }) => state === "failed").length,
      fetched: sum("fetched"),
      matched: sum("matched"),
      inserted: sum("inserted"),
      updated: 0,
      reopened: 0,
      archived: 0,
    };
  }

  function progress() {
    return {
      ...counts(),
      sources: boards.map((board) => {
        const at = results.findIndex(({ source_id }) =>
          source_id === board.source_id
        );
        const { ms = null, ...result } = results[at] ?? {};
        return {
          ...ended(board, {
            state: "running",
            fetched: null,
            matched: null,
            inserted: null,
          }),
          ...result,
          started_at: ms === null ? null : timeOf(at),
          finished_at: ms === null
            ? null
            : new Date(Date.parse(timeOf(at)) + ms).toISOString(),
        };
      }),
    };
  }

  function send(
    controller: ReadableStreamDefaultController<Uint8Array>,
    event: string,
    data: unknown,
    id?: string,
  ) {
    controller.enqueue(
      encoder.encode(
        `${id ? `id: ${id}\n` : ""}event: ${event}\ndata: ${
          JSON.stringify(data)
        }\n\n`,
      ),
    );
  }

  function tell(
    controller: ReadableStreamDefaultController<Uint8Array>,
    index: number,
  ) {
    send(
      controller,
      "progress",
      { ...counts(), board: results[index] },
      timeOf(index),
    );
  }

  function close(event: string, data: unknown) {
    for (const controller of streams) {
      send(controller, event, data);
      controller.close();
    }
    streams.clear();
  }

  function stream(lastEventId: string | null): Response {
    let mine: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        mine = controller;
        streams.add(controller);
        send(controller, "progress", { ...counts(), board: null });
        for (const index of results.keys()) {
          // The last one again, as the real door's overlap does.
          if (timeOf(index) >= (lastEventId ?? "")) tell(controller, index);
        }
        if (results.length === boards.length) close("done", counts());
      },
      cancel: () => void streams.delete(mine),
    });
    return new Response(body, {
      headers: { "content-type": "text/event-stream" },
    });
  }

  async function handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const text = await request.text();
    const note = {
      method: request.method,
      path: url.pathname + url.search,
      accept: request.headers.get("accept"),
      lastEventId: request.headers.get("last-event-id"),
      body: text === "" ? null : JSON.parse(text),
    };
    const answer = answers.shift();
    asked.push(note);
    heard.resolve();
    if (answer) return answer(request);
    if (request.headers.get("apikey") !== KEY) {
      return Response.json({ error: "Unauthorized" }, { status: 401 });
    }
    if (url.pathname !== "/functions/v1/scan") {
      return Response.json({ message: "Not found" }, { status: 404 });
    }
    const batch = url.searchParams.get("batch");
    if (request.method === "GET" && batch !== BATCH) {
      return Response.json({ error: "Cannot find this batch" }, {
        status: 404,
      });
    }
    if (note.accept === "text/event-stream") return stream(note.lastEventId);
    return request.method === "GET"
      ? Response.json(progress())
      : Response.json({ batch_id: BATCH, sources: boards.length }, {
        status: 202,
      });
  }

  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    handle,
  );
  const apiUrl = `http://127.0.0.1:${server.addr.port}`;

  return {
    door: { apiUrl, secretKey: KEY },
    environment: { SUPABASE_URL: apiUrl, SUPABASE_SECRET_KEY: KEY },
    asked,
    /** Answers the next request in another way. */
    answerNext: (answer: Answer) => void answers.push(answer),
    answerJson(
      status: number,
      body: unknown,
      headers: Record<string, string> = {},
    ) {
      answers.push(() => Response.json(body, { status, headers }));
    },
    /** Waits until so many requests have come in. */
    async hears(count: number) {
      while (asked.length < count) {
        await heard.promise;
        heard = Promise.withResolvers();
      }
    },
    /** The next board ends, and with the last one the batch. */
    end(over: Partial<EndedBoard> = {}) {
      const board = boards[results.length];
      if (!board) throw new Error("Unexpected end: every board has ended");
      results.push(ended(board, over));
      for (const controller of streams) tell(controller, results.length - 1);
      if (results.length === boards.length) close("done", counts());
    },
    /** Ends every stream without a word, as an isolate does whose time is up. */
    drop() {
      for (const controller of streams) controller.close();
      streams.clear();
    },
    sayContinue: () => close("continue", { batch_id: BATCH }),
    sayBroken: () => close("broken", { error: "Cannot reach the database" }),
    async [Symbol.asyncDispose]() {
      await server.shutdown();
    },
  };
}
