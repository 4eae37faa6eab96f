/**
 * What a simulated board answers when it is told to fail.
 *
 * @module
 */
import { pageAsked } from "./page_asked.ts";
import {
  type Answer,
  type Asked,
  type BoardServer,
  jsonAnswer,
  textAnswer,
  type WireFormat,
} from "./wire_format.ts";

/** The ways in which a board can fail. */
export const FAULTS = [
  "500",
  "500_once", // only the first request since the board was told to fail
  "500_later_pages",
  "hang", // no answer until the caller gives up
  "hang_in_body", // half an answer, and then the same
  "html", // a maintenance page where the list belongs
  "cut_off_json", // the first half of the true answer
  "no_body",
  "403",
  "404",
  "429",
  "429_once",
  "429_long", // with a Retry-After of two minutes
  "429_bare", // without one
  "empty", // a true answer without postings
  "empty_later_pages",
  "zero_total", // on every page but the first
  "wrapped_offset", // every later page is the first one again
  "duplicate_page", // the third page is the second one again, and so on
  "redirect", // to another host
  "redirect_loop",
  "30_mb", // the true answer behind that much white space
  "content_type", // the true answer, called what it is not
  "bom", // the true answer behind a byte order mark
] as const;

/** One of them. */
export type Fault = typeof FAULTS[number];

/** After this long even a board that hangs is cut off by its own gateway. */
export const HANG_MS = 60_000;

const LONG_WAIT_SECONDS = "120";
const LARGE_BYTES = 30 * 1024 * 1024;

const MAINTENANCE =
  "<!DOCTYPE html><html><head><title>We will be right back</title></head><body><h1>Scheduled maintenance</h1><p>Please try again in a few minutes.</p></body></html>";

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** What a faulty answer is made from. */
export interface FaultContext {
  readonly asked: Asked;
  readonly format: WireFormat;
  readonly server: BoardServer;
  /** How many requests the board has had since it was told to fail, without this one. */
  readonly turn: number;
}

function refusal(
  status: number,
  error: string,
  rest: Partial<Answer>,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return jsonAnswer({ error }, { ...rest, status, headers });
}

/** The page again with no total, in either of the names that boards have for it. */
function withoutTotal({ body, ...answer }: Answer): Answer {
  const page = JSON.parse(new TextDecoder().decode(body));
  for (const name of ["total", "totalFound"]) {
    if (name in page) page[name] = 0;
  }
  return { ...jsonAnswer(page), ...answer };
}

/** The same address with one more word in its query, which leads to itself. */
function again(query: URLSearchParams): string {
  const other = new URLSearchParams(query);
  other.set("again", "");
  return `?${other}`;
}

/** The answer of a board with this fault, in place of its true `answer`. */
export function faultyAnswer(
  fault: Fault,
  answer: Answer,
  { asked, format, server, turn }: FaultContext,
): Answer {
  const { work, part, body } = answer;
  const same = { work, part };
  const page = pageAsked(asked);
  const instead = (number: number) =>
    server.answer(page.another(number)) ?? answer;
  switch (fault) {
    case "500":
      return refusal(500, "Internal Server Error", same);
    case "500_once":
      return turn > 0 ? answer : refusal(500, "Internal Server Error", same);
    case "500_later_pages":
      return page.number === 0
        ? answer
        : refusal(500, "Internal Server Error", same);
    case "hang":
      return refusal(504, "Gateway Timeout", same);
    case "html":
      return textAnswer(MAINTENANCE, same);
    case "cut_off_json":
      return { ...answer, body: body.slice(0, body.length / 2) };
    case "no_body":
      return { ...answer, body: new Uint8Array() };
    case "403":
      return refusal(403, "Forbidden", same);
    case "404":
      return { ...format.notFound(asked), status: 404, ...same };
    case "429":
      return refusal(429, "Too Many Requests", same, { "retry-after": "1" });
    case "429_once":
      return turn > 0
        ? answer
        : refusal(429, "Too Many Requests", same, { "retry-after": "1" });
    case "429_long":
      return refusal(429, "Too Many Requests", same, {
        "retry-after": LONG_WAIT_SECONDS,
      });
    case "429_bare":
      return refusal(429, "Too Many Requests", same);
    case "empty":
      return server.answerEmpty(asked);
    case "empty_later_pages":
      return page.number === 0 ? answer : server.answerEmpty(asked);
    case "zero_total":
      return page.number === 0 ? answer : withoutTotal(answer);
    case "wrapped_offset":
      return page.number === 0 ? answer : instead(0);
    case "duplicate_page":
      return page.number < 2 ? answer : instead(page.number - 1);
    case "redirect":
      return textAnswer("", {
        ...same,
        status: 302,
        headers: { location: "https://elsewhere.example/jobs" },
      });
    case "redirect_loop":
      return textAnswer("", {
        ...same,
        status: 302,
        headers: { location: again(asked.query) },
      });
    case "content_type":
      return {
        ...answer,
        contentType: answer.contentType.includes("html")
          ? "application/json"
          : "text/html; charset=iso-8859-1",
      };
    case "bom":
      return { ...answer, body: new Uint8Array([...BYTE_ORDER_MARK, ...body]) };
    case "hang_in_body":
    case "30_mb":
      // Their answers are true; the trouble is in how the bodies are sent.
      return answer;
  }
}

/** The body of an answer as a board with this fault sends it; `hang` waits until nobody does any more. */
export function faultyBody(
  fault: Fault,
  body: Uint8Array<ArrayBuffer>,
  hang: () => Promise<void>,
): BodyInit {
  if (fault === "hang_in_body") return halfOf(body, hang);
  return fault === "30_mb" ? behindMuch(body) : body;
}

function halfOf(
  body: Uint8Array<ArrayBuffer>,
  hang: () => Promise<void>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(body.slice(0, body.length / 2));
    },
    async pull(controller) {
      await hang();
      controller.error(new Error("Cut off by the board's own gateway"));
    },
  });
}

/** Made as it is read: thirty megabytes for each request would not fit into memory. */
function behindMuch(
  body: Uint8Array<ArrayBuffer>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const piece = new TextEncoder().encode(" ".repeat(64 * 1024));
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent < LARGE_BYTES) {
        sent += piece.length;
        controller.enqueue(piece);
        return;
      }
      controller.enqueue(body);
      controller.close();
    },
  });
}
