/**
 * The contract of a wire format: what one file has to say so that a simulated
 * board speaks like the boards of its provider. Latency, faults, counting and
 * change over time are the same for all and done by `mod.ts`.
 *
 * @module
 */
import type { BoardDefinition } from "./catalogue.ts";
import type { Vacancy, VacancyRules } from "./vacancy.ts";

/** Where a board answers: a host, and the path that all its addresses begin with. */
export interface Address {
  readonly host: string;
  readonly path: string;
}

/** One request to one board. */
export interface Asked {
  readonly method: string;
  /** The path after that of the board's address: "" or "/…". */
  readonly rest: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  /** What a POST carried, read as JSON; null when it carried none. */
  readonly body: unknown;
  readonly now: Date;
}

/** What a board answers, and what kind of work it was for the board. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly work: "list" | "detail";
  /** Tells requests of one kind apart, so that not all take the same time. */
  readonly part: string | number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a scanner that reads everything would know about one advert. */
export interface PostingTruth {
  readonly externalId: string;
  /** Without the stray spaces of the wire. */
  readonly title: string;
  readonly locations: readonly string[];
  /** Null where the board does not say. */
  readonly workplace: "remote" | "hybrid" | "onsite" | null;
  /** False: the answer carries it but says that it is not public. */
  readonly listed: boolean;
}

/** One board that is up: it shows what it was last told to show. */
export interface BoardServer {
  /** Puts these vacancies on the board, newest first. */
  show(vacancies: readonly Vacancy[]): void;
  /** Null: the board has nothing at this address. */
  answer(asked: Asked): Answer | null;
  /** An answer without postings, as a board gives that has none. */
  answerEmpty(asked: Asked): Answer;
  /** How the parts of the list are asked for, the first one first. */
  listParts(): readonly Pick<Answer, "work" | "part">[];
}

/** How the boards of one provider speak. */
export interface WireFormat extends VacancyRules {
  /** Of the board behind an address that a person would paste. */
  address(url: URL): Address;
  /** True where capital letters in a board's name do not count. */
  readonly ignoresCase?: boolean;
  createServer(board: BoardDefinition): BoardServer;
  truth(vacancy: Vacancy, board: BoardDefinition): PostingTruth;
  /** What the provider answers for a board or an address that does not exist. */
  notFound(asked: Asked): Answer;
}

const encoder = new TextEncoder();

/** An answer of text. */
export function textAnswer(
  text: string,
  rest: Partial<Answer> = {},
): Answer {
  return {
    status: 200,
    contentType: "text/html; charset=utf-8",
    body: encoder.encode(text),
    work: "detail",
    part: 0,
    ...rest,
  };
}

/** An answer of JSON. */
export function jsonAnswer(value: unknown, rest: Partial<Answer> = {}): Answer {
  return textAnswer(JSON.stringify(value), {
    contentType: "application/json; charset=utf-8",
    ...rest,
  });
}

/** An answer of bytes that were encoded before. */
export function encodedAnswer(
  body: Uint8Array<ArrayBuffer>,
  rest: Partial<Answer> = {},
): Answer {
  return { ...jsonAnswer(null, rest), body };
}

/** A parameter that should be a whole number; null when it is not there or none. */
export function wholeNumber(
  query: URLSearchParams,
  name: string,
): number | null {
  const text = query.get(name);
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
