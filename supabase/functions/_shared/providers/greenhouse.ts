/**
 * Greenhouse: the job board API, the whole board in one answer.
 * https://developers.greenhouse.io/job-board.html
 *
 * `content` is HTML, escaped as a whole; the texts inside are escaped once more.
 * One host serves the boards of the US and of the EU.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING, lazyText } from "../posting.ts";
import { toDate } from "../normalise/dates.ts";
import { decodeEntities } from "../normalise/entities.ts";
import { htmlToText } from "../normalise/html_text.ts";
import {
  isWorkModel,
  splitPlaces,
  uniquePlaces,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean } from "../normalise/words.ts";
import type { Board, Provider } from "./types.ts";

const HOST = "boards-api.greenhouse.io";

/** Parts of greenhouse.io addresses that stand where a board's token would. */
const NO_TOKENS = new Set(["embed", "v1", "api", "js", "css", "assets"]);

const Answer = z.object({
  jobs: z.array(z.unknown()),
  // Absent in answers of some years ago.
  meta: z.object({ total: z.number().int().nonnegative() }).nullish(),
});

const Raw = z.object({
  id: z.union([z.number().int(), z.string().min(1)]),
  internal_job_id: z.union([z.number(), z.string()]).nullish(),
  title: z.string().trim().min(1),
  absolute_url: z.url({ protocol: /^https?$/ }),
  company_name: z.string().nullish(),
  location: z.object({ name: z.string().nullish() }).nullish(),
  first_published: z.string().nullish(),
  content: z.string().nullish(),
  departments: z.array(z.object({ name: z.string().nullish() })).nullish(),
  offices: z.array(z.object({ name: z.string().nullish() })).nullish(),
});

function match(url: URL): Board | null {
  if (!/(^|\.)greenhouse\.io$/.test(url.hostname)) return null;
  const parts = url.pathname.split("/").filter(Boolean);
  const token = url.searchParams.get("for") ??
    url.searchParams.get("url_token") ??
    (parts[0] === "v1" && parts[1] === "boards" ? parts[2] : parts[0]);
  if (!token || NO_TOKENS.has(token) || !/^[\w-]+$/.test(token)) return null;
  return { provider: "greenhouse", key: token.toLowerCase() };
}

/** Pages that fetch the board themselves name it in their data or in a script. */
function embeddedIn(html: string): Board | null {
  if (!/greenhouse/i.test(html)) return null;
  const token =
    /["']?(?:urlToken|boardToken)["']?\s{0,9}[:=]\s{0,9}["']([\w-]+)["']/
      .exec(html)?.[1];
  return token ? { provider: "greenhouse", key: token.toLowerCase() } : null;
}

export const greenhouse: Provider<z.infer<typeof Raw>> = {
  id: "greenhouse",
  unknown: [],
  missesUntilClosed: 1,
  match,
  embeddedIn,
  hosts: () => [HOST],
  raw: Raw,

  async *pages(board, { http }) {
    const answer = Answer.safeParse(
      await http.json(
        new URL(
          `https://${HOST}/v1/boards/${
            encodeURIComponent(board.key)
          }/jobs?content=true`,
        ),
      ),
    );
    if (!answer.success) {
      throw new ScanError(
        "payload",
        `Cannot read board "${board.key}": the answer is no list of jobs`,
        { cause: answer.error },
      );
    }
    const { jobs, meta } = answer.data;
    yield jobs;
    if (!meta) return { complete: true };
    return jobs.length === meta.total
      ? { complete: true, advertisedTotal: meta.total }
      : {
        complete: false,
        reason: `The board listed ${jobs.length} of ${meta.total} postings`,
        advertisedTotal: meta.total,
      };
  },

  normalise(raw) {
    const named = splitPlaces(raw.location?.name);
    const places = named.filter((place) => !isWorkModel(place));
    const offices = uniquePlaces(raw.offices?.map(({ name }) => name) ?? []);
    const { content } = raw;
    return {
      ...EMPTY_POSTING,
      externalId: String(raw.id),
      title: raw.title,
      company: clean(raw.company_name),
      url: raw.absolute_url,
      locations: places.length > 0
        ? places
        : offices.length > 0
        ? offices
        : named,
      workplace: workplaceFromWords(raw.location?.name, raw.title),
      department: clean(raw.departments?.[0]?.name),
      description: content
        ? lazyText(() => htmlToText(decodeEntities(content)))
        : null,
      requisition: raw.internal_job_id ? String(raw.internal_job_id) : null,
      postedAt: toDate(raw.first_published),
    };
  },
};
