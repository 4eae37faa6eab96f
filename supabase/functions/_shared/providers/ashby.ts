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
import { EMPTY_POSTING, lazyText } from "../posting.ts";
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import { htmlToText, tidyText } from "../normalise/html_text.ts";
import { NO_SALARY, type Salary, salary } from "../normalise/pay.ts";
import {
  splitPlaces,
  uniquePlaces,
  workplaceFromField,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean, decodePart } from "../normalise/words.ts";
import type { Board, Provider } from "./types.ts";

const HOST = "api.ashbyhq.com";

/** Parts of ashbyhq.com addresses that stand where a board's name would. */
const NO_BOARDS = new Set(["api", "_next", "static"]);

const Answer = z.object({ jobs: z.array(z.unknown()) });

const Component = z.object({
  compensationType: z.string().nullish(),
  interval: z.string().nullish(),
  currencyCode: z.string().nullish(),
  minValue: z.number().nullish(),
  maxValue: z.number().nullish(),
});

const Raw = z.object({
  id: z.string().min(1),
  title: z.string().trim().min(1),
  jobUrl: z.url({ protocol: /^https?$/ }),
  applyUrl: z.url({ protocol: /^https?$/ }).nullish().catch(null),
  department: z.string().nullish(),
  team: z.string().nullish(),
  employmentType: z.string().nullish(),
  location: z.string().nullish(),
  // Bare strings in answers of some years ago.
  secondaryLocations: z.array(
    z.union([z.string(), z.object({ location: z.string().nullish() })]),
  ).nullish(),
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
  }).nullish(),
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

/** The widest range in one currency and period; a bonus or equity is no salary. */
function payRange(components: readonly z.infer<typeof Component>[]): Salary {
  const salaries = components.filter((part) =>
    part.compensationType === "Salary" && (part.minValue || part.maxValue)
  );
  const [first] = salaries;
  if (!first) return NO_SALARY;
  const alike = salaries.filter((part) =>
    part.currencyCode === first.currencyCode && part.interval === first.interval
  );
  return salary({
    // Of nothing, min and max are infinite, which is no amount.
    min: Math.min(...alike.flatMap(({ minValue }) => minValue || [])),
    max: Math.max(...alike.flatMap(({ maxValue }) => maxValue || [])),
    currency: first.currencyCode,
    period: first.interval,
  });
}

function pay({ compensation }: Advert): Salary {
  const summary = payRange(compensation?.summaryComponents ?? []);
  if (summary !== NO_SALARY) return summary;
  return payRange(
    compensation?.compensationTiers?.flatMap((tier) => tier.components ?? []) ??
      [],
  );
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

  normalise(raw) {
    const places = uniquePlaces(
      [
        raw.location,
        ...(raw.secondaryLocations ?? []).map((place) =>
          typeof place === "string" ? place : place.location
        ),
      ].flatMap(splitPlaces),
    );
    const { descriptionPlain: plain, descriptionHtml: html } = raw;
    return {
      ...EMPTY_POSTING,
      externalId: raw.id,
      title: raw.title,
      url: raw.jobUrl,
      applyUrl: raw.applyUrl ?? null,
      locations: places,
      workplace: workplaceFromField(raw.workplaceType) ??
        (raw.isRemote ? "remote" : workplaceFromWords(...places, raw.title)),
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
