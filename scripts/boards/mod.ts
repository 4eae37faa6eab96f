/**
 * Simulated boards: 49 company boards on six applicant tracking systems that
 * answer in their true wire formats, for the demo, the bench and the tests.
 *
 * Requests come as the scanner sends them through BOARD_GATEWAY_URL:
 * `GET http://127.0.0.1:PORT/<host><path>?<query>`.
 *
 * @module
 */
import { type BoardDefinition, CATALOGUE } from "./catalogue.ts";
import {
  changeBoards,
  type ChangeReport,
  type WantedChange,
} from "./change.ts";
import { taggedAnswer } from "./entity_tag.ts";
import { type Fault, faultyAnswer, faultyBody, HANG_MS } from "./faults.ts";
import { latencyMs, networkMs, pause } from "./latency.ts";
import { createLiveBoard, type LiveBoard } from "./live_board.ts";
import { createRandom, seedOf } from "./random.ts";
import type { Answer, Asked, PostingTruth } from "./wire_format.ts";

export type { BoardChange, ChangeReport, PostingChange } from "./change.ts";
export { fitsDefaultFilter } from "./default_filter.ts";
export { type Fault, FAULTS } from "./faults.ts";
export type { PostingTruth } from "./wire_format.ts";

/** What one simulation may be told. */
export interface BoardsOptions {
  /** Which boards there are. @default CATALOGUE */
  readonly catalogue?: readonly BoardDefinition[];
  /** @default 1 */
  readonly seed?: number;
  /** 1: as slow as the catalogue says; 0: no waiting. @default 1 */
  readonly latencyScale?: number;
  /** Of the number of postings; at least three a board. @default 1 */
  readonly postingsScale?: number;
  readonly now?: () => Date;
  /** True: lists carry an entity tag, and who has one already is told so. @default false */
  readonly entityTags?: boolean;
  /** How they let time pass; ends at once when nobody waits any more. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What a board lists now. */
export interface BoardTruth {
  readonly company: string;
  readonly provider: string;
  readonly url: string;
  readonly postings: readonly PostingTruth[];
}

/** What one board was asked for, and how long it needs by design. */
export interface BoardStatistics {
  readonly company: string;
  readonly provider: string;
  readonly requests: number;
  readonly bytes: number;
  /** To read its list whole, four pages at once after the first. */
  readonly networkMs: number;
}

/** What all boards were asked for. */
export interface BoardsStatistics {
  readonly requests: number;
  readonly bytes: number;
  readonly slowest: { readonly company: string; readonly networkMs: number };
  readonly boards: readonly BoardStatistics[];
}

/** The 49 boards, with what tests may do to them. */
export interface SimulatedBoards {
  handle(request: Request): Promise<Response>;
  /** Adds, changes and removes postings all over the boards, and says what it did. */
  change(wanted: WantedChange): ChangeReport;
  truth(): readonly BoardTruth[];
  /** From now on this board answers with the fault, until null. */
  setFault(company: string, fault: Fault | null): void;
  /** Counted since the start. */
  statistics(): BoardsStatistics;
}

function respond(
  { status, contentType, body, headers }: Answer,
  sent: BodyInit = body,
): Response {
  return new Response(status === 304 ? null : sent, {
    status,
    headers: {
      "content-type": contentType,
      // The server would spend its time on compressing what stays on this machine.
      "cache-control": "no-transform",
      ...headers,
    },
  });
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The path after the board's own; null: it belongs to another board. */
function restOf(path: string, { address, format }: LiveBoard): string | null {
  const alike = (text: string) =>
    format.ignoresCase ? text.toLowerCase() : text;
  const start = path.slice(0, address.path.length);
  const rest = path.slice(address.path.length);
  return alike(start) === alike(address.path) && /^(\/|$)/.test(rest)
    ? rest
    : null;
}

/** Puts all boards up. */
export function createBoards(options: BoardsOptions = {}): SimulatedBoards {
  const { catalogue = CATALOGUE, seed = 1 } = options;
  const { latencyScale = 1, postingsScale = 1, entityTags = false } = options;
  const wait = options.wait ?? pause;
  const now = options.now ?? (() => new Date());
  // Whole days: two runs on one day list the same.
  const today = new Date(now());
  today.setUTCHours(0, 0, 0, 0);
  const boards = catalogue.map((definition) =>
    createLiveBoard(definition, { seed, today, postingsScale })
  );
  const random = createRandom(seedOf(seed, "change"));

  async function answerFor(
    board: LiveBoard,
    asked: Asked,
    { headers, signal }: Request,
  ): Promise<Response> {
    const { definition, fault, format, server } = board;
    const trueAnswer = server.answer(asked) ?? format.notFound(asked);
    const answer = fault === null
      ? entityTags && asked.method === "GET"
        ? taggedAnswer(trueAnswer, headers.get("if-none-match"))
        : trueAnswer
      : faultyAnswer(fault, trueAnswer, {
        asked,
        format,
        server,
        turn: board.requests - board.soundRequests,
      });
    board.requests++;
    await wait(
      fault === "hang" ? HANG_MS : latencyMs(definition, answer) * latencyScale,
      signal,
    );
    if (!signal.aborted) board.bytes += answer.body.length;
    return fault === null ? respond(answer) : respond(
      answer,
      faultyBody(fault, answer.body, () => wait(HANG_MS, signal)),
    );
  }

  async function handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const [, host = ""] = url.pathname.split("/");
    const path = decode(url.pathname.slice(host.length + 1))
      .replace(/\/+$/, "");
    const neighbours = boards.filter(({ address }) => address.host === host);
    const [neighbour] = neighbours;
    if (!neighbour) {
      return Response.json(
        { error: `Cannot reach "${host}": it is not a simulated host` },
        { status: 502 },
      );
    }
    const asked = {
      method: request.method,
      rest: path,
      query: url.searchParams,
      accept: request.headers.get("accept") ?? "",
      body: request.method === "POST"
        ? await request.json().catch(() => null)
        : null,
      now: now(),
    };
    for (const board of neighbours) {
      const rest = restOf(path, board);
      if (rest === null) continue;
      return await answerFor(board, { ...asked, rest }, request);
    }
    const answer = neighbour.format.notFound(asked);
    await wait(
      latencyMs(neighbour.definition, answer) * latencyScale,
      request.signal,
    );
    return respond(answer);
  }

  function statistics(): BoardsStatistics {
    const counted = boards.map(({ definition, requests, bytes, server }) => ({
      company: definition.company,
      provider: definition.provider,
      requests,
      bytes,
      networkMs: networkMs(definition, server.listParts()) * latencyScale,
    }));
    return {
      requests: counted.reduce((sum, { requests }) => sum + requests, 0),
      bytes: counted.reduce((sum, { bytes }) => sum + bytes, 0),
      slowest: counted.reduce(
        (slowest, { company, networkMs }) =>
          networkMs > slowest.networkMs ? { company, networkMs } : slowest,
        {
          company: "",
          networkMs: -1,
        },
      ),
      boards: counted,
    };
  }

  return {
    handle,
    change: (wanted) => changeBoards(boards, wanted, random, now()),
    truth: () =>
      boards.map(({ definition, format, vacancies }) => ({
        company: definition.company,
        provider: definition.provider,
        url: definition.url,
        postings: vacancies.map((vacancy) => format.truth(vacancy, definition)),
      })),
    setFault(company, fault) {
      const board = boards.find((one) => one.definition.company === company);
      if (!board) {
        throw new RangeError(
          `Cannot set a fault on "${company}": there is no such board`,
        );
      }
      board.fault = fault;
      board.soundRequests = board.requests;
    },
    statistics,
  };
}
