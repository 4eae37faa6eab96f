/**
 * Workable: the public jobs of an account, the whole board in one answer.
 * https://workable.readme.io/reference/jobs-1 (documented under www.workable.com,
 * which redirects to the address that is asked here)
 *
 * A job of several places is listed once for each, always under one shortcode.
 * A place marked `hidden` is shown to readers by its country alone. There is no
 * pay, and `telecommuting` is false as well where a company never said.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING, lazyText } from "../posting.ts";
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import { htmlToText } from "../normalise/html_text.ts";
import {
  uniquePlaces,
  workplaceFromField,
  workplaceFromTitle,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean, joinPlace } from "../normalise/words.ts";
import type { Board, Provider } from "./types.ts";

const HOST = "apply.workable.com";

const API_PATH = /^\/api\/(?:v\d+\/)?(?:widget\/)?accounts\/([\w-]+)(?:\/|$)/;
const PAGE_PATH = /^\/([\w-]+)(?:\/|$)/;

/** What stands in an address where an account would; `/j/…` names a job alone. */
const NO_PATHS = new Set(["api", "j", "assets", "static"]);

/** Workable's own hosts. */
const NO_ACCOUNTS = new Set([
  ..."www apply jobs help resources careers developers api app support status"
    .split(" "),
]);

const Answer = z.object({
  name: z.string().nullish(),
  jobs: z.array(z.unknown()),
});

const Link = z.url({ protocol: /^https$/, normalize: true }).nullish()
  .catch(null);

const Raw = z.object({
  /** The answer names it once, beside the jobs; `pages` gives it to each. */
  account: z.string().nullish(),
  shortcode: z.string().regex(/^[\w-]+$/),
  title: z.string().trim().min(1),
  url: Link,
  application_url: Link,
  employment_type: z.string().nullish(),
  workplace_type: z.string().nullish(),
  telecommuting: z.boolean().nullish(),
  department: z.string().nullish(),
  published_on: z.string().nullish(),
  country: z.string().nullish(),
  state: z.string().nullish(),
  city: z.string().nullish(),
  locations: z.array(z.object({
    country: z.string().nullish(),
    region: z.string().nullish(),
    city: z.string().nullish(),
    hidden: z.boolean().nullish(),
  })).nullish(),
  description: z.string().nullish(),
});

type Advert = z.infer<typeof Raw>;

function match({ hostname, pathname }: URL): Board | null {
  const api = API_PATH.exec(pathname)?.[1];
  const page = PAGE_PATH.exec(pathname)?.[1];
  const subdomain = /^([a-z\d-]+)\.workable\.com$/.exec(hostname)?.[1];
  let account: string | undefined;
  if (hostname === HOST) account = api ?? page;
  else if (hostname === "www.workable.com") account = api;
  else if (subdomain && !NO_ACCOUNTS.has(subdomain)) account = subdomain;
  if (!account || NO_PATHS.has(account)) return null;
  return { provider: "workable", key: account };
}

function placesOf(raw: Advert): string[] {
  const { locations } = raw;
  return uniquePlaces(
    locations?.length
      ? locations.map(({ city, region, country, hidden }) =>
        hidden ? country : joinPlace(city, region, country)
      )
      : [joinPlace(raw.city, raw.state, raw.country)],
  );
}

export const workable: Provider<Advert> = {
  id: "workable",
  unknown: [],
  missesUntilClosed: 1,
  match,
  hosts: () => [HOST],
  raw: Raw,

  async *pages(board, { http }) {
    const answer = Answer.safeParse(
      await http.json(
        new URL(
          `https://${HOST}/api/v1/widget/accounts/${
            encodeURIComponent(board.key)
          }?details=true`,
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
    const { name: account, jobs } = answer.data;
    yield jobs.map((job) =>
      typeof job === "object" && job !== null ? { ...job, account } : job
    );
    return { complete: true };
  },

  normalise(raw, { board }) {
    const places = placesOf(raw);
    const { description } = raw;
    return {
      ...EMPTY_POSTING,
      externalId: raw.shortcode,
      title: raw.title,
      company: clean(raw.account),
      url: raw.url ??
        new URL(`https://${HOST}/${board.key}/j/${raw.shortcode}/`).href,
      applyUrl: raw.application_url ?? null,
      locations: places,
      workplace: workplaceFromField(raw.workplace_type) ??
        (raw.telecommuting
          ? "remote"
          : workplaceFromWords(...places) ?? workplaceFromTitle(raw.title)),
      department: clean(raw.department),
      employmentType: employmentType(raw.employment_type),
      description: description ? lazyText(() => htmlToText(description)) : null,
      requisition: raw.shortcode,
      postedAt: toDate(raw.published_on),
    };
  },
};
