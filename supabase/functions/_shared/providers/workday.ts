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
import { createReadList } from "./workday_list.ts";
import { readPages } from "./workday_pages.ts";

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

/** A number long enough to be no part of a title, before that of this site's copy. */
const REQUISITION_IN_PATH = /_([A-Za-z]{0,6}-?\d{4,})(?:-\d{1,2})?$/;

/**
 * The requisition's id: the bullet that the path ends with, before the number
 * of this site's copy. Other bullets are places or families, shared by many; a
 * site that has no bullet for it still ends its paths with it.
 */
function requisitionOf({ bulletFields, externalPath }: Advert): string | null {
  const tail = externalPath.slice(externalPath.lastIndexOf("/") + 1);
  const tails = [tail, tail.replace(/-\d+$/, "")];
  const bullets = bulletFields?.map(clean) ?? [];
  return bullets.find((bullet) =>
    bullet !== null &&
    tails.some((end) => end === bullet || end.endsWith(`_${bullet}`))
  ) ?? REQUISITION_IN_PATH.exec(tail)?.[1] ?? null;
}

/** The path changes with the title, the requisition does not. */
function idOf(raw: Advert): string {
  return requisitionOf(raw) ?? raw.externalPath;
}

/** The place in `/job/{place}/{title}_{requisition}`. */
function placeInPath({ externalPath }: Advert): string | null {
  const parts = externalPath.split("/").filter(Boolean);
  return parts.length > 2
    ? clean(decodePart(parts.at(-2))?.replaceAll("-", " "))
    : null;
}

/** "2 Locations", or what a site that heeds no language says for it. */
const COUNTED_PLACES = /^\d+ \p{L}+$/u;

/**
 * Places that are only counted give none: the one in the path would look like
 * all of them, and a filter on another place would throw the advert away unread.
 */
function placesOf(raw: Advert): string[] {
  const text = clean(raw.locationsText);
  if (!text) return uniquePlaces([placeInPath(raw)]);
  return COUNTED_PLACES.test(text) ? [] : splitPlaces(text);
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

  pages: (board, { http, pool, cursor }) =>
    readPages({ readList: createReadList(board, http), pool, cursor }),

  glance(advert) {
    const { data: raw } = Raw.safeParse(advert);
    return raw
      ? {
        externalId: idOf(raw),
        title: raw.title,
        company: null,
        path: raw.externalPath,
      }
      : null;
  },

  normalise(raw, { board, now }) {
    return {
      ...EMPTY_POSTING,
      externalId: idOf(raw),
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
      requisition: requisitionOf(raw),
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
