/**
 * What a simulated board answers when it is told to fail.
 *
 * @module
 */
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
  "hang", // no answer until the caller gives up
  "html", // a maintenance page where the list belongs
  "cut_off_json", // the first half of the true answer
  "404",
  "429",
  "empty", // a true answer without postings
] as const;

/** One of them. */
export type Fault = typeof FAULTS[number];

/** After this long even a board that hangs is cut off by its own gateway. */
export const HANG_MS = 60_000;

const MAINTENANCE =
  "<!DOCTYPE html><html><head><title>We will be right back</title></head><body><h1>Scheduled maintenance</h1><p>Please try again in a few minutes.</p></body></html>";

/** The answer of a board with this fault, in place of its true `answer`. */
export function faultyAnswer(
  fault: Fault,
  answer: Answer,
  { asked, format, server }: {
    asked: Asked;
    format: WireFormat;
    server: BoardServer;
  },
): Answer {
  const { work, part } = answer;
  switch (fault) {
    case "500":
      return jsonAnswer({ error: "Internal Server Error" }, {
        status: 500,
        work,
        part,
      });
    case "hang":
      return jsonAnswer({ error: "Gateway Timeout" }, {
        status: 504,
        work,
        part,
      });
    case "html":
      return textAnswer(MAINTENANCE, { work, part });
    case "cut_off_json":
      return { ...answer, body: answer.body.slice(0, answer.body.length / 2) };
    case "404":
      return { ...format.notFound(asked), status: 404, work, part };
    case "429":
      return jsonAnswer({ error: "Too Many Requests" }, {
        status: 429,
        headers: { "retry-after": "1" },
        work,
        part,
      });
    case "empty":
      return server.answerEmpty(asked);
  }
}
