/**
 * Rippling: the job board API, the whole board in one answer.
 *
 * The list has one row for each place of a job, all under the job's uuid, and of
 * each job no more than its title, department, place and address; the rest is in
 * the job's own answer. Boards of both page hosts are read from one API host.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING } from "../posting.ts";
import {
  isWorkModel,
  splitPlaces,
  workplaceFromTitle,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean } from "../normalise/words.ts";
import { readDetail } from "./rippling_detail.ts";
import type { Board, Provider } from "./types.ts";

const HOST = "api.rippling.com";

const API_PATH = /^\/(?:platform\/api\/ats|api)\/v\d+\/board\/([\w.-]+)/;

/** `/en-GB/acme/jobs`, `/es-419/acme/jobs`: a language may stand before the board. */
const LANGUAGE = /^[a-z]{2}(?:-(?:[a-z]{2,4}|\d{3}))?$/i;

/** What stands in an address where a board's name would. */
const NO_BOARDS = new Set(["api", "embed", "_next", "static"]);

const Answer = z.array(z.unknown());

const Raw = z.object({
  uuid: z.string().regex(/^[\w-]+$/),
  name: z.string().trim().min(1),
  url: z.url({ protocol: /^https$/, normalize: true }).nullish().catch(null),
  department: z.object({ label: z.string().nullish() }).nullish(),
  workLocation: z.object({ label: z.string().nullish() }).nullish(),
});

function match({ hostname, pathname }: URL): Board | null {
  let name: string | undefined;
  if (hostname === HOST) name = API_PATH.exec(pathname)?.[1];
  else if (/^ats(?:\.us1)?\.rippling\.com$/.test(hostname)) {
    const [first = "", second, third] = pathname.split("/").filter(Boolean);
    // A board's name stands before "jobs" or alone; a language before both.
    const isPrefix = first === "embed" || LANGUAGE.test(first) &&
        (second ? second !== "jobs" || third === "jobs" : first.includes("-"));
    name = API_PATH.exec(pathname)?.[1] ?? (isPrefix ? second : first);
  }
  if (!name || !/^[\w.-]+$/.test(name) || NO_BOARDS.has(name)) return null;
  return { provider: "rippling", key: name };
}

function address(board: Board, rest = ""): URL {
  return new URL(
    `https://${HOST}/platform/api/ats/v1/board/${
      encodeURIComponent(board.key)
    }/jobs${rest}`,
  );
}

export const rippling: Provider<z.infer<typeof Raw>> = {
  id: "rippling",
  unknown: [
    "company",
    "team",
    "employmentType",
    "salaryMin",
    "salaryMax",
    "salaryCurrency",
    "salaryPeriod",
    "description",
    "postedAt",
  ],
  missesUntilClosed: 1,
  match,
  hosts: () => [HOST],
  raw: Raw,

  async *pages(board, { http }) {
    const answer = Answer.safeParse(await http.json(address(board)));
    if (!answer.success) {
      throw new ScanError(
        "payload",
        `Cannot read board "${board.key}": the answer is no list of jobs`,
        { cause: answer.error },
      );
    }
    yield answer.data;
    return { complete: true };
  },

  normalise(raw, { board }) {
    const place = raw.workLocation?.label;
    return {
      ...EMPTY_POSTING,
      externalId: raw.uuid,
      title: raw.name,
      url: raw.url ??
        new URL(`https://ats.rippling.com/${board.key}/jobs/${raw.uuid}`).href,
      locations: splitPlaces(place).filter((part) => !isWorkModel(part)),
      workplace: workplaceFromWords(place) ?? workplaceFromTitle(raw.name),
      department: clean(raw.department?.label),
    };
  },

  async detail({ externalId }, { http, board }) {
    return readDetail(
      await http.json(address(board, `/${encodeURIComponent(externalId)}`)),
      `posting "${externalId}" of board "${board.key}"`,
    );
  },
};
