/**
 * Ashby: the public job posting API, the whole board in one answer.
 * https://developers.ashbyhq.com/docs/public-job-posting-api
 *
 * `isRemote` is true on most hybrid adverts, so it counts only where there is no
 * `workplaceType`.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING, lazyText, type Workplace } from "../posting.ts";
import { AdvertId } from "../normalise/advert_id.ts";
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import { glanceAt } from "../normalise/glance.ts";
import { htmlToText, tidyText } from "../normalise/html_text.ts";
import { NO_SALARY, type Salary, salary } from "../normalise/pay.ts";
import {
  splitPlaces,
  uniquePlaces,
  workplaceFromField,
  workplaceFromTitle,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean, decodePart, joinPlace } from "../normalise/words.ts";
import type { Board, Provider } from "./types.ts";

const HOST = "api.ashbyhq.com";

/** Parts of ashbyhq.com addresses that stand where a board's name would. */
const NO_BOARDS = new Set(["api", "_next", "static"]);

const Answer = z.object({ jobs: z.array(z.unknown()) });

const Link = z.url({ protocol: /^https$/, normalize: true }).nullish()
  .catch(null);

const Address = z.object({
  postalAddress: z.object({
    addressLocality: z.string().nullish(),
    addressRegion: z.string().nullish(),
    addressCountry: z.string().nullish(),
  }).nullish(),
}).nullish().catch(null);

const Place = z.object({ location: z.string().nullish(), address: Address });

const Component = z.object({
  compensationType: z.string().nullish(),
  interval: z.string().nullish(),
  currencyCode: z.string().nullish(),
  minValue: z.number().nullish(),
  maxValue: z.number().nullish(),
});

const Raw = z.object({
  id: AdvertId,
  title: z.string().trim().min(1),
  jobUrl: Link,
  applyUrl: Link,
  department: z.string().nullish(),
  team: z.string().nullish(),
  employmentType: z.string().nullish(),
  location: z.string().nullish(),
  // Bare strings in answers of some years ago.
  secondaryLocations: z.array(z.union([z.string(), Place])).nullish(),
  address: Address,
  publishedAt: z.string().nullish(),
  isRemote: z.boolean().nullish(),
  workplaceType: z.string().nullish(),
  descriptionHtml: z.string().nullish(),
  descriptionPlain: z.string().nullish(),
  compensation: z.object({
    summaryComponents: z.array(Component).nullish(),
    compensationTiers: z.array(
      z.object({ components: z.array(Component).nullish() }),
    ).nullish(),
  }).nullish().catch(null),
});

type Advert = z.infer<typeof Raw>;

function match(url: URL): Board | null {
  const parts = url.pathname.split("/").filter(Boolean);
  let part: string | undefined;
  if (url.hostname === "jobs.ashbyhq.com") part = parts[0];
  else if (
    url.hostname === HOST && parts[0] === "posting-api" &&
    parts[1] === "job-board"
  ) part = parts[2];
  // Kept as pasted: a name may hold spaces, and its capitals count.
  const name = decodePart(part);
  if (!name || NO_BOARDS.has(name)) return null;
  return { provider: "ashby", key: name };
}

/** An advert with a link of its own that the company keeps off its board. */
function isUnlisted(advert: unknown): boolean {
  return typeof advert === "object" && advert !== null &&
    "isListed" in advert && advert.isListed === false;
}

/**
 * The widest range of all salaries, if they can be compared; a bonus or equity
 * is no salary. Null: there is none.
 */
function payRange(
  components: readonly z.infer<typeof Component>[],
): Salary | null {
  const salaries = components.filter((part) =>
    part.compensationType === "Salary" && (part.minValue || part.maxValue)
  );
  const [first] = salaries;
  if (!first) return null;
  const { currencyCode, interval } = first;
  const areAlike = salaries.every((part) =>
    part.currencyCode === currencyCode && part.interval === interval
  );
  if (!areAlike) return NO_SALARY;
  return salary({
    // Of nothing, min and max are infinite, which is no amount.
    min: Math.min(...salaries.flatMap(({ minValue }) => minValue || [])),
    max: Math.max(...salaries.flatMap(({ maxValue }) => maxValue || [])),
    currency: currencyCode,
    period: interval,
  });
}

function pay({ compensation }: Advert): Salary {
  const { summaryComponents, compensationTiers } = compensation ?? {};
  return payRange(summaryComponents ?? []) ??
    payRange(
      compensationTiers?.flatMap((tier) => tier.components ?? []) ?? [],
    ) ??
    NO_SALARY;
}

function addressOf(address: z.infer<typeof Address>): string | null {
  const { addressLocality, addressRegion, addressCountry } =
    address?.postalAddress ?? {};
  return joinPlace(addressLocality, addressRegion, addressCountry);
}

/** The names that the company gave its places; an address only where it gave none. */
function placesOf(raw: Advert): string[] {
  return uniquePlaces([raw, ...(raw.secondaryLocations ?? [])].flatMap(
    (place) => {
      if (typeof place === "string") return splitPlaces(place);
      const names = splitPlaces(place.location);
      return names.length > 0 ? names : addressOf(place.address);
    },
  ));
}

function workplaceOf(raw: Advert, places: readonly string[]): Workplace | null {
  const words = () =>
    workplaceFromWords(...places) ?? workplaceFromTitle(raw.title);
  if (clean(raw.workplaceType)) {
    return workplaceFromField(raw.workplaceType) ?? words();
  }
  if (raw.isRemote) return "remote";
  const said = words();
  return said === "remote" && raw.isRemote === false ? null : said;
}

export const ashby: Provider<Advert> = {
  id: "ashby",
  unknown: [],
  missesUntilClosed: 1,
  match,
  hosts: () => [HOST],
  raw: Raw,

  async *pages(board, { http }) {
    const answer = Answer.safeParse(
      await http.json(
        new URL(
          `https://${HOST}/posting-api/job-board/${
            encodeURIComponent(board.key)
          }?includeCompensation=true`,
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
    yield answer.data.jobs.filter((advert) => !isUnlisted(advert));
    return { complete: true };
  },

  glance(advert) {
    const glance = glanceAt(advert, "title");
    return glance && { ...glance, company: null };
  },

  normalise(raw, { board }) {
    const places = placesOf(raw);
    const { descriptionPlain: plain, descriptionHtml: html } = raw;
    return {
      ...EMPTY_POSTING,
      externalId: raw.id,
      title: raw.title,
      url: raw.jobUrl ??
        `https://jobs.ashbyhq.com/${encodeURIComponent(board.key)}/${
          encodeURIComponent(raw.id)
        }`,
      applyUrl: raw.applyUrl ?? null,
      locations: places,
      workplace: workplaceOf(raw, places),
      department: clean(raw.department),
      team: clean(raw.team),
      employmentType: employmentType(raw.employmentType),
      ...pay(raw),
      description: plain
        ? lazyText(() => tidyText(plain))
        : html
        ? lazyText(() => htmlToText(html))
        : null,
      postedAt: toDate(raw.publishedAt),
    };
  },
};
