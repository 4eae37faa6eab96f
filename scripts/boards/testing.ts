/**
 * What the tests of the simulated boards share: small boards without latency,
 * and a way to ask them as the scanner does.
 *
 * @module
 */
import { assert } from "@std/assert";
import { CATALOGUE } from "./catalogue.ts";
import {
  type BoardsOptions,
  type BoardTruth,
  createBoards,
  type PostingTruth,
  type SimulatedBoards,
} from "./mod.ts";

/** The clock of the tests. */
export const NOW = new Date("2026-03-10T12:00:00Z");

/** All boards at a twentieth of their size, answering at once. */
export function smallBoards(options: BoardsOptions = {}): SimulatedBoards {
  return createBoards({
    latencyScale: 0,
    postingsScale: 0.05,
    now: () => NOW,
    ...options,
  });
}

/** One request in the gateway's form. */
export function ask(
  boards: SimulatedBoards,
  path: string,
  init?: RequestInit,
): Promise<Response> {
  return boards.handle(new Request(`http://127.0.0.1:8000${path}`, init));
}

/** The JSON at a gateway path. */
export async function askJson(
  boards: SimulatedBoards,
  path: string,
  init?: RequestInit,
): Promise<unknown> {
  const response = await ask(boards, path, init);
  assert(response.ok, `${path} answered ${response.status}`);
  return await response.json();
}

/** Asks one page of a Workday list. */
export function askPage(
  boards: SimulatedBoards,
  path: string,
  body: unknown,
): Promise<Response> {
  return ask(boards, path, { method: "POST", body: JSON.stringify(body) });
}

/** What one company lists. */
export function truthOf(boards: SimulatedBoards, company: string): BoardTruth {
  const found = boards.truth().find((board) => board.company === company);
  assert(found, `There is no board of ${company}`);
  return found;
}

/** All postings of all boards of a provider. */
export function postingsOf(
  boards: SimulatedBoards,
  provider: string,
): PostingTruth[] {
  return boards.truth().filter((board) => board.provider === provider)
    .flatMap(({ postings }) => postings);
}

/** The gateway paths that read a company's whole list, without a body for POST. */
export function listPathsOf(company: string, postings: number): string[] {
  const board = CATALOGUE.find((one) => one.company === company);
  assert(board, `There is no board of ${company}`);
  const { host, pathname } = new URL(board.url);
  switch (board.provider) {
    case "greenhouse":
      return [
        `/boards-api.greenhouse.io/v1/boards${pathname}/jobs?content=true`,
      ];
    case "lever":
      return [
        `/${host.replace("jobs.", "api.")}/v0/postings${pathname}?mode=json`,
      ];
    case "ashby":
      return [
        `/api.ashbyhq.com/posting-api/job-board${pathname}?includeCompensation=true`,
      ];
    case "workday":
      return [`/${host}/wday/cxs/${host.split(".")[0]}${pathname}/jobs`];
    case "smartrecruiters":
      return Array.from(
        { length: Math.ceil(postings / 100) },
        (_, page) =>
          `/api.smartrecruiters.com/v1/companies${pathname}/postings?limit=100&offset=${
            page * 100
          }`,
      );
    case "json_ld":
      return [`/${host}/jobs`];
    default:
      throw new RangeError(`${board.provider} is on none of the 49 boards`);
  }
}
