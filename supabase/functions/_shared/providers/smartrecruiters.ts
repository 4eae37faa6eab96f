/**
 * SmartRecruiters: the posting API, pages of at most 100 by offset.
 * https://developers.smartrecruiters.com/docs/posting-api
 *
 * A company that does not exist is answered like one that has no adverts. The
 * list has neither text nor pay; each advert's own answer has. `refNumber` is
 * the number of one advert; the job behind several adverts is the `jobId` that
 * only the detail names.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING } from "../posting.ts";
import { AdvertId, advertId } from "../normalise/advert_id.ts";
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import { glanceAt } from "../normalise/glance.ts";
import {
  isWorkModel,
  workplaceFromTitle,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean, decodePart, joinPlace } from "../normalise/words.ts";
import { readDetail } from "./smartrecruiters_detail.ts";
import { storable } from "../storable.ts";
import type { Board, Provider } from "./types.ts";

const HOST = "api.smartrecruiters.com";

/** The most that one answer holds. */
const PAGE_SIZE = 100;

const API_PATH = /^\/v1\/companies\/([^/]+)(?:\/|$)/;
const PAGE_PATH =
  /^\/(?:(?:oneclick-ui|external-referrals)\/company\/)?([^/]+)(?:\/|$)/;

/** What stands in an address where a company's identifier would. */
const NO_COMPANIES = new Set(["external-referrals", "oneclick-ui", "sr-jobs"]);

const Answer = z.object({
  totalFound: z.number().int().nonnegative(),
  // Less than was asked for, where the board gives smaller pages.
  limit: z.number().int().min(1).max(PAGE_SIZE).nullish().catch(null),
  content: z.array(z.unknown()),
});

const Label = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  label: z.string().nullish(),
}).nullish();

const Raw = z.object({
  id: AdvertId,
  name: z.string().trim().min(1),
  company: z.object({
    identifier: z.string().nullish(),
    name: z.string().nullish(),
  }).nullish(),
  releasedDate: z.string().nullish(),
  location: z.object({
    city: z.string().nullish(),
    region: z.string().nullish(),
    country: z.string().nullish(),
    fullLocation: z.string().nullish(),
    remote: z.boolean().nullish(),
    hybrid: z.boolean().nullish(),
  }).nullish(),
  department: Label,
  typeOfEmployment: Label,
  experienceLevel: Label,
});

const Named = Raw.pick({ company: true });

type Advert = z.infer<typeof Raw>;

function match(url: URL): Board | null {
  const host = /^(api|careers|jobs)\.smartrecruiters\.com$/.exec(url.hostname);
  if (!host) return null;
  const path = host[1] === "api" ? API_PATH : PAGE_PATH;
  const company = decodePart(path.exec(url.pathname)?.[1]);
  if (!company || !/^[\w.-]+$/.test(company)) return null;
  if (NO_COMPANIES.has(company.toLowerCase())) return null;
  return { provider: "smartrecruiters", key: company };
}

function address(board: Board, rest: string): URL {
  return new URL(
    `https://${HOST}/v1/companies/${
      encodeURIComponent(board.key)
    }/postings${rest}`,
  );
}

function* offsets(total: number, size: number): Generator<number> {
  for (let offset = size; offset < total; offset += size) yield offset;
}

/** "Warsaw, , Poland" and "Poland, REMOTE, Poland" without what is no place. */
function placeOf({ location }: Advert): string | null {
  const parts = clean(location?.fullLocation)?.split(",") ??
    [location?.city, location?.region, location?.country?.toUpperCase()];
  return joinPlace(
    ...parts.filter((part) => !isWorkModel(clean(part) ?? "")),
  ) ??
    joinPlace(...parts);
}

function workplaceOf({ location, name }: Advert) {
  if (location?.hybrid) return "hybrid";
  if (location?.remote) return "remote";
  // Both are false as well where a company never said, so that is no "onsite".
  return workplaceFromWords(
    location?.fullLocation,
    location?.region,
    location?.city,
  ) ?? workplaceFromTitle(name);
}

export const smartrecruiters: Provider<Advert> = {
  id: "smartrecruiters",
  unknown: [
    "description",
    "salaryMin",
    "salaryMax",
    "salaryCurrency",
    "salaryPeriod",
    "requisition",
    "applyUrl",
  ],
  missesUntilClosed: 2,
  emptyProvesNothing: true,
  match,
  hosts: () => [HOST],
  raw: Raw,

  async *pages(board, { http, pool }) {
    async function read(offset: number) {
      const answer = Answer.safeParse(
        await http.json(address(board, `?limit=${PAGE_SIZE}&offset=${offset}`)),
      );
      if (answer.success) return answer.data;
      throw new ScanError(
        "payload",
        `Cannot read board "${board.key}": the answer at offset ${offset} is no list of postings`,
        { cause: answer.error },
      );
    }

    const ids = new Set<string | null>();
    const first = await read(0);
    let total = first.totalFound;
    first.content.forEach((advert) => ids.add(advertId(advert)));
    yield first.content;
    const size = first.limit ?? PAGE_SIZE;
    let endsFull = first.content.length >= size;
    const rest = offsets(total, size);
    for await (const { content, totalFound } of pool(rest, read)) {
      // The board may grow while it is read, which shifts what is on each page.
      total = Math.max(total, totalFound);
      if (content.length === 0) break;
      content.forEach((advert) => ids.add(advertId(advert)));
      endsFull = content.length >= size;
      yield content;
    }
    ids.delete(null);
    // Behind a full page that goes beyond what the board counts there may be more.
    const isWhole = ids.size === total || (ids.size > total && !endsFull);
    return isWhole ? { complete: true, advertisedTotal: total } : {
      complete: false,
      reason: `The board listed ${ids.size} of ${total} postings`,
      advertisedTotal: total,
    };
  },

  glance(advert) {
    const glance = glanceAt(advert, "name");
    const { data: named } = Named.safeParse(advert);
    return glance && named
      ? { ...glance, company: clean(named.company?.name) }
      : null;
  },

  normalise(raw, { board }) {
    const place = placeOf(raw);
    return {
      ...EMPTY_POSTING,
      externalId: raw.id,
      title: raw.name,
      company: clean(raw.company?.name),
      url: `https://jobs.smartrecruiters.com/${
        encodeURIComponent(
          storable(clean(raw.company?.identifier) ?? board.key),
        )
      }/${encodeURIComponent(raw.id)}`,
      locations: place ? [place] : [],
      workplace: workplaceOf(raw),
      department: clean(raw.department?.label),
      employmentType: raw.experienceLevel?.id === "internship"
        ? "internship"
        : employmentType(
          // The id is the same in every language, the label says more.
          `${raw.typeOfEmployment?.id ?? ""} ${
            raw.typeOfEmployment?.label ?? ""
          }`,
        ),
      postedAt: toDate(raw.releasedDate),
    };
  },

  async detail({ externalId }, { http, board }) {
    return readDetail(
      await http.json(address(board, `/${encodeURIComponent(externalId)}`)),
      `posting "${externalId}" of board "${board.key}"`,
    );
  },
};
