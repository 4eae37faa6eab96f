/**
 * Recruitee: the careers site API, the whole board in one answer.
 * https://docs.recruitee.com/reference/offers
 *
 * Every company has a host of its own, and many a domain of their own beside it
 * that answers the same; the key of a board that is known by its domain alone is
 * that domain. `location` is made for show ("Remote job", or the first of several
 * places), so places come from `locations`. A text may stand in any of three fields.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING, lazyText, type Workplace } from "../posting.ts";
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import { htmlToText } from "../normalise/html_text.ts";
import { salary } from "../normalise/pay.ts";
import {
  uniquePlaces,
  workplaceFromTitle,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean, joinPlace } from "../normalise/words.ts";
import type { Board, Provider } from "./types.ts";

/** Recruitee's own hosts. */
const NO_BOARDS = new Set([
  ..."www app api auth docs help support status blog developers".split(" "),
]);

const Answer = z.object({ offers: z.array(z.unknown()) });

const Link = z.url({ protocol: /^https$/, normalize: true }).nullish()
  .catch(null);

/** Written as text: "60000", "18.50". */
const Amount = z.union([z.string(), z.number()]).nullish();

const Raw = z.object({
  id: z.union([z.number().int(), z.string().regex(/^\d+$/)]),
  slug: z.string().nullish(),
  title: z.string().trim().min(1),
  company_name: z.string().nullish(),
  careers_url: Link,
  careers_apply_url: Link,
  department: z.string().nullish(),
  employment_type_code: z.string().nullish(),
  location: z.string().nullish(),
  locations: z.array(z.object({
    name: z.string().nullish(),
    city: z.string().nullish(),
    state: z.string().nullish(),
    country: z.string().nullish(),
  })).nullish(),
  city: z.string().nullish(),
  state_name: z.string().nullish(),
  country: z.string().nullish(),
  remote: z.boolean().nullish(),
  hybrid: z.boolean().nullish(),
  on_site: z.boolean().nullish(),
  salary: z.object({
    min: Amount,
    max: Amount,
    period: z.string().nullish(),
    currency: z.string().nullish(),
  }).nullish(),
  highlight: z.string().nullish(),
  description: z.string().nullish(),
  requirements: z.string().nullish(),
  published_at: z.string().nullish(),
}).refine(({ careers_url, slug }) => careers_url || clean(slug), {
  error: "has neither an address nor a slug",
  path: ["careers_url"],
});

type Advert = z.infer<typeof Raw>;

function match({ hostname }: URL): Board | null {
  const slug = /^([a-z\d-]+)\.recruitee\.com$/.exec(hostname)?.[1];
  if (!slug || NO_BOARDS.has(slug)) return null;
  return { provider: "recruitee", key: slug };
}

function hostOf({ key }: Board): string {
  return key.includes(".") ? key : `${key}.recruitee.com`;
}

function placesOf(raw: Advert): string[] {
  const places = uniquePlaces(
    (raw.locations ?? []).map(({ name, city, state, country }) =>
      joinPlace(city, state, country) ?? name
    ),
  );
  return places.length > 0
    ? places
    : uniquePlaces([joinPlace(raw.city, raw.state_name, raw.country)]);
}

/** Companies tick more than one; together they are what people call hybrid. */
function workplaceOf(raw: Advert): Workplace | null {
  const { hybrid, remote, on_site: onsite } = raw;
  if (hybrid || (remote && onsite)) return "hybrid";
  if (remote) return "remote";
  if (onsite) return "onsite";
  const names = raw.locations?.map(({ name }) => name) ?? [];
  return workplaceFromWords(raw.location, ...names) ??
    workplaceFromTitle(raw.title);
}

export const recruitee: Provider<Advert> = {
  id: "recruitee",
  unknown: [],
  missesUntilClosed: 1,
  match,
  hosts: (board) => [hostOf(board)],
  typedHosts: true,
  raw: Raw,

  async *pages(board, { http }) {
    const answer = Answer.safeParse(
      await http.json(new URL(`https://${hostOf(board)}/api/offers/`)),
    );
    if (!answer.success) {
      throw new ScanError(
        "payload",
        `Cannot read board "${board.key}": the answer is no list of offers`,
        { cause: answer.error },
      );
    }
    yield answer.data.offers;
    return { complete: true };
  },

  normalise(raw, { board }) {
    const texts = [raw.highlight, raw.description, raw.requirements]
      .flatMap((text) => text || []);
    return {
      ...EMPTY_POSTING,
      externalId: String(raw.id),
      title: raw.title,
      company: clean(raw.company_name),
      url: raw.careers_url ??
        new URL(`/o/${clean(raw.slug)}`, `https://${hostOf(board)}`).href,
      applyUrl: raw.careers_apply_url ?? null,
      locations: placesOf(raw),
      workplace: workplaceOf(raw),
      department: clean(raw.department),
      employmentType: employmentType(raw.employment_type_code),
      ...salary({
        min: raw.salary?.min,
        max: raw.salary?.max,
        currency: raw.salary?.currency,
        period: raw.salary?.period,
      }),
      description: texts.length > 0
        ? lazyText(() => texts.map(htmlToText).filter(Boolean).join("\n\n"))
        : null,
      postedAt: toDate(raw.published_at),
    };
  },
};
