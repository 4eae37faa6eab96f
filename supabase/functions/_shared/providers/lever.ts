/**
 * Lever: the postings API, the whole site in one answer.
 * https://github.com/lever/postings-api
 *
 * Sites in the EU live on hosts of their own, and each host knows only its own
 * sites. `description` is not the whole text: the requirements stand in `lists`.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING, lazyText } from "../posting.ts";
import { AdvertId } from "../normalise/advert_id.ts";
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import { glanceAt } from "../normalise/glance.ts";
import { htmlToText, tidyText } from "../normalise/html_text.ts";
import { salary } from "../normalise/pay.ts";
import {
  splitPlaces,
  uniquePlaces,
  workplaceFromField,
  workplaceFromTitle,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean, decodePart } from "../normalise/words.ts";
import type { Board, Provider } from "./types.ts";

/** The part of a key that names the EU hosts. */
const EU = "eu/";

const Answer = z.array(z.unknown());

const Link = z.url({ protocol: /^https$/, normalize: true }).nullish()
  .catch(null);
const Amount = z.union([z.number(), z.string()]).nullish();

const Raw = z.object({
  id: AdvertId,
  text: z.string().trim().min(1),
  hostedUrl: Link,
  applyUrl: Link,
  createdAt: z.number().nullish(),
  country: z.string().nullish(),
  workplaceType: z.string().nullish(),
  categories: z.object({
    commitment: z.string().nullish(),
    department: z.string().nullish(),
    team: z.string().nullish(),
    location: z.string().nullish(),
    allLocations: z.array(z.string().nullish()).nullish(),
  }).nullish(),
  salaryRange: z.object({
    min: Amount,
    max: Amount,
    currency: z.string().nullish(),
    interval: z.string().nullish(),
  }).nullish().catch(null),
  description: z.string().nullish(),
  descriptionPlain: z.string().nullish(),
  lists: z.array(z.object({
    text: z.string().nullish(),
    content: z.string().nullish(),
  })).nullish(),
  additional: z.string().nullish(),
  additionalPlain: z.string().nullish(),
  salaryDescription: z.string().nullish(),
  salaryDescriptionPlain: z.string().nullish(),
});

type Advert = z.infer<typeof Raw>;

function match(url: URL): Board | null {
  const host = /^(jobs|api)\.(eu\.)?lever\.co$/.exec(url.hostname);
  if (!host) return null;
  const parts = url.pathname.split("/").filter(Boolean);
  const isApi = host[1] === "api";
  if (isApi && (parts[0] !== "v0" || parts[1] !== "postings")) return null;
  const site = decodePart(isApi ? parts[2] : parts[0]);
  if (!site || !/^[\w.-]+$/.test(site)) return null;
  return { provider: "lever", key: (host[2] ? EU : "") + site };
}

/** The API's host and the site that a key names. */
function address({ key }: Board): { host: string; site: string } {
  return key.startsWith(EU)
    ? { host: "api.eu.lever.co", site: key.slice(EU.length) }
    : { host: "api.lever.co", site: key };
}

function pageOf(board: Board, id: string): string {
  const { host, site } = address(board);
  return `https://${host.replace("api", "jobs")}/${site}/${
    encodeURIComponent(id)
  }`;
}

/** HTML keeps the lists of a text; some sites give only the plain one. */
function part(
  html: string | null | undefined,
  plain: string | null | undefined,
): string {
  return html ? htmlToText(html) : tidyText(plain ?? "");
}

function wholeText(raw: Advert): string {
  return [
    part(raw.description, raw.descriptionPlain),
    ...(raw.lists ?? []).flatMap(({ text, content }) => [
      clean(text) ?? "",
      htmlToText(content ?? ""),
    ]),
    part(raw.additional, raw.additionalPlain),
    part(raw.salaryDescription, raw.salaryDescriptionPlain),
  ].filter(Boolean).join("\n\n");
}

function hasText(raw: Advert): boolean {
  return Boolean(
    raw.description || raw.descriptionPlain || raw.lists?.length ||
      raw.additional || raw.additionalPlain ||
      raw.salaryDescription || raw.salaryDescriptionPlain,
  );
}

export const lever: Provider<Advert> = {
  id: "lever",
  unknown: [],
  missesUntilClosed: 1,
  match,
  hosts: (board) => [address(board).host],
  raw: Raw,

  async *pages(board, { http }) {
    const { host, site } = address(board);
    // Without mode=json the answer follows the Accept header and can be a web page.
    const answer = Answer.safeParse(
      await http.json(
        new URL(
          `https://${host}/v0/postings/${encodeURIComponent(site)}?mode=json`,
        ),
      ),
    );
    if (!answer.success) {
      throw new ScanError(
        "payload",
        `Cannot read board "${board.key}": the answer is no list of postings`,
        { cause: answer.error },
      );
    }
    yield answer.data;
    return { complete: true };
  },

  glance(advert) {
    const glance = glanceAt(advert, "text");
    return glance && { ...glance, company: null };
  },

  normalise(raw, { board }) {
    const { categories, salaryRange } = raw;
    const places = uniquePlaces(
      [...(categories?.allLocations ?? []), categories?.location]
        .flatMap(splitPlaces),
    );
    return {
      ...EMPTY_POSTING,
      externalId: raw.id,
      title: raw.text,
      url: raw.hostedUrl ?? pageOf(board, raw.id),
      applyUrl: raw.applyUrl ?? null,
      // The country is a bare code, too little beside the name of a place.
      locations: places.length > 0 ? places : uniquePlaces([raw.country]),
      workplace: workplaceFromField(raw.workplaceType) ??
        workplaceFromWords(...places) ?? workplaceFromTitle(raw.text),
      department: clean(categories?.department),
      team: clean(categories?.team),
      employmentType: employmentType(categories?.commitment),
      ...salary({
        min: salaryRange?.min,
        max: salaryRange?.max,
        currency: salaryRange?.currency,
        period: salaryRange?.interval,
      }),
      description: hasText(raw) ? lazyText(() => wholeText(raw)) : null,
      postedAt: toDate(raw.createdAt),
    };
  },
};
