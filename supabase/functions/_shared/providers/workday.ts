/**
 * Workday: the API behind its career sites ("CXS"), pages of at most 20 by
 * offset. It has no public documentation. The list hints at place, date and kind
 * of work ("2 Locations", "Posted 30+ Days Ago"); each advert's own answer has
 * them right.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING } from "../posting.ts";
import { dateFromAge, toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import {
  splitPlaces,
  uniquePlaces,
  workplaceFromField,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean, decodePart } from "../normalise/words.ts";
import type { Provider } from "./types.ts";
import { headers, match, siteOf } from "./workday_board.ts";
import { readDetail } from "./workday_detail.ts";
import { PAGE_SIZE, Tally } from "./workday_tally.ts";

const Answer = z.object({
  total: z.number().int().nonnegative(),
  jobPostings: z.array(z.unknown()),
});

const Raw = z.object({
  title: z.string().trim().min(1),
  externalPath: z.string().startsWith("/"),
  locationsText: z.string().nullish(),
  postedOn: z.string().nullish(),
  startDate: z.string().nullish(),
  timeType: z.string().nullish(),
  remoteType: z.string().nullish(),
  bulletFields: z.array(z.string().nullish()).nullish(),
});

type Advert = z.infer<typeof Raw>;

function* offsets(from: number, total: number): Generator<number> {
  for (let offset = from; offset < total; offset += PAGE_SIZE) yield offset;
}

/**
 * The requisition's id: the bullet that the path ends with, before the number
 * of this site's copy. Other bullets are places or families, shared by many.
 */
function requisitionOf({ bulletFields, externalPath }: Advert): string | null {
  const tail = externalPath.slice(externalPath.lastIndexOf("/") + 1);
  const tails = [tail, tail.replace(/-\d+$/, "")];
  const bullets = bulletFields?.map(clean) ?? [];
  return bullets.find((bullet) =>
    bullet !== null &&
    tails.some((end) => end === bullet || end.endsWith(`_${bullet}`))
  ) ?? null;
}

/** The place in `/job/{place}/{title}_{requisition}`. */
function placeInPath({ externalPath }: Advert): string | null {
  const parts = externalPath.split("/").filter(Boolean);
  return parts.length > 2
    ? clean(decodePart(parts.at(-2))?.replaceAll("-", " "))
    : null;
}

/**
 * "2 Locations" gives none: the one in the path would look like all of them,
 * and a filter on another place would throw the advert away unread.
 */
function placesOf(raw: Advert): string[] {
  const text = clean(raw.locationsText);
  if (!text) return uniquePlaces([placeInPath(raw)]);
  return /^\d+ locations?$/i.test(text) ? [] : splitPlaces(text);
}

export const workday: Provider<Advert> = {
  id: "workday",
  unknown: [
    "description",
    "locations",
    "workplace",
    "employmentType",
    "postedAt",
    "requisition",
  ],
  missesUntilClosed: 2,
  retriesForbidden: true,
  match,
  hosts: (board) => [siteOf(board).host],
  tenant: (board) => siteOf(board).tenant,
  raw: Raw,

  async *pages(board, { http, pool }) {
    const site = siteOf(board);
    async function read(offset: number) {
      const answer = Answer.safeParse(
        await http.json(new URL(`${site.apiBase}/jobs`), {
          method: "POST",
          headers: headers(site),
          body: { appliedFacets: {}, limit: PAGE_SIZE, offset, searchText: "" },
        }),
      );
      if (answer.success) return { offset, ...answer.data };
      throw new ScanError(
        "payload",
        `Cannot read board "${board.key}": the answer at offset ${offset} is no list of postings`,
        { cause: answer.error },
      );
    }

    const tally = new Tally();
    let next = 0;
    let isFull = true;
    // One after the other until a page says how many there are.
    while (tally.total === 0 && isFull) {
      const { total, jobPostings } = await read(next);
      tally.total = total;
      if (!tally.take(jobPostings, next)) return tally.listing();
      yield jobPostings;
      next += PAGE_SIZE;
      isFull = jobPostings.length === PAGE_SIZE;
    }
    const rest = pool(offsets(next, tally.total), read);
    for await (const { offset, jobPostings } of rest) {
      if (!tally.take(jobPostings, offset)) break;
      yield jobPostings;
    }
    return tally.listing();
  },

  normalise(raw, { board, now }) {
    const requisition = requisitionOf(raw);
    return {
      ...EMPTY_POSTING,
      // The path changes with the title, the requisition does not.
      externalId: requisition ?? raw.externalPath,
      title: raw.title,
      url: new URL(siteOf(board).pageBase + raw.externalPath).href,
      locations: placesOf(raw),
      workplace: workplaceFromField(raw.remoteType) ??
        workplaceFromWords(
          raw.remoteType,
          raw.locationsText,
          placeInPath(raw),
          raw.title,
        ),
      employmentType: employmentType(raw.timeType),
      requisition,
      postedAt: toDate(raw.startDate) ?? dateFromAge(raw.postedOn, now),
    };
  },

  async detail({ externalId, url }, { http, board }) {
    const name = `posting "${externalId}" of board "${board.key}"`;
    const site = siteOf(board);
    if (!url.startsWith(`${site.pageBase}/`)) {
      throw new ScanError(
        "internal",
        `Cannot read ${name}: its address is on another site`,
      );
    }
    const path = url.slice(site.pageBase.length);
    return readDetail(
      await http.json(new URL(site.apiBase + path), { headers: headers(site) }),
      name,
    );
  },
};
