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
import { AdvertId, advertId } from "../normalise/advert_id.ts";
import { toDate } from "../normalise/dates.ts";
import { decodeEntities } from "../normalise/entities.ts";
import { glanceAt } from "../normalise/glance.ts";
import { htmlToText } from "../normalise/html_text.ts";
import {
  isWorkModel,
  splitPlaces,
  uniquePlaces,
  workplaceFromTitle,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean, decodePart } from "../normalise/words.ts";
import {
  employmentFrom,
  Metadata,
  payFrom,
  workplaceFrom,
} from "./greenhouse_metadata.ts";
import type { Board, Provider } from "./types.ts";

const HOST = "boards-api.greenhouse.io";

const PAGE_HOST = /^(?:job-)?boards(?:\.eu)?\.greenhouse\.io$/;
const API_HOST = /^(?:boards-)?api(?:\.eu)?\.greenhouse\.io$/;
/** Embedded boards were on several hosts; what else is there is about Greenhouse itself. */
const EMBEDDED = /^[\w.-]+\.greenhouse\.io\/embed\//;

/** Parts of greenhouse.io addresses that stand where a board's token would. */
const NO_TOKENS = new Set(["embed", "v1", "api", "js", "css", "assets"]);

const Answer = z.object({
  jobs: z.array(z.unknown()),
  // Absent in answers of some years ago.
  meta: z.object({ total: z.number().int().nonnegative() }).nullish(),
});

const Raw = z.object({
  id: AdvertId,
  internal_job_id: z.union([z.number(), z.string()]).nullish(),
  title: z.string().trim().min(1),
  // Often a page of the company's own.
  absolute_url: z.url({ protocol: /^https$/, normalize: true }).nullish()
    .catch(null),
  company_name: z.string().nullish(),
  location: z.object({ name: z.string().nullish() }).nullish(),
  first_published: z.string().nullish(),
  content: z.string().nullish(),
  departments: z.array(z.object({ name: z.string().nullish() })).nullish(),
  offices: z.array(z.object({ name: z.string().nullish() })).nullish(),
  metadata: Metadata,
});

const Named = Raw.pick({ company_name: true });

type Advert = z.infer<typeof Raw>;

function match({ hostname, pathname, searchParams }: URL): Board | null {
  const [first, second, third] = pathname.split("/").filter(Boolean);
  const isPage = PAGE_HOST.test(hostname);
  let part: string | null | undefined;
  if (isPage || EMBEDDED.test(hostname + pathname)) {
    part = searchParams.get("for") ?? searchParams.get("url_token");
  }
  if (isPage || API_HOST.test(hostname)) {
    part ??= first === "v1" && second === "boards"
      ? third
      : isPage
      ? first
      : null;
  }
  const token = decodePart(part)?.toLowerCase();
  if (!token || NO_TOKENS.has(token) || !/^[\w-]+$/.test(token)) return null;
  return { provider: "greenhouse", key: token };
}

/** Pages that fetch the board themselves name it in their data or in a script. */
function embeddedIn(html: string): Board | null {
  if (!/greenhouse/i.test(html)) return null;
  const token =
    /["']?(?:urlToken|boardToken)["']?\s{0,9}[:=]\s{0,9}["']([\w-]+)["']/
      .exec(html)?.[1];
  return token ? { provider: "greenhouse", key: token.toLowerCase() } : null;
}

/**
 * "Hybrid" where a place should stand is a workplace: the place is that of the
 * offices then.
 */
function placesOf({ location, offices }: Advert): readonly string[] {
  const named = splitPlaces(location?.name);
  const places = named.filter((place) => !isWorkModel(place));
  if (places.length > 0) return places;
  const inOffices = uniquePlaces(offices?.map(({ name }) => name) ?? []);
  return inOffices.length > 0 ? inOffices : named;
}

export const greenhouse: Provider<Advert> = {
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
    // One advert that stands there twice is not two.
    const ids = new Set(jobs.map(advertId));
    ids.delete(null);
    return ids.size >= meta.total
      ? { complete: true, advertisedTotal: meta.total }
      : {
        complete: false,
        reason: `The board listed ${ids.size} of ${meta.total} postings`,
        advertisedTotal: meta.total,
      };
  },

  glance(advert) {
    const glance = glanceAt(advert, "title");
    const { data: named } = Named.safeParse(advert);
    return glance && named
      ? { ...glance, company: clean(named.company_name) }
      : null;
  },

  normalise(raw, { board }) {
    const places = placesOf(raw);
    const { content } = raw;
    return {
      ...EMPTY_POSTING,
      externalId: raw.id,
      title: raw.title,
      company: clean(raw.company_name),
      url: raw.absolute_url ??
        `https://boards.greenhouse.io/${board.key}/jobs/${
          encodeURIComponent(raw.id)
        }`,
      locations: places,
      workplace: workplaceFrom(raw.metadata) ??
        workplaceFromWords(raw.location?.name, ...places) ??
        workplaceFromTitle(raw.title),
      employmentType: employmentFrom(raw.metadata),
      ...payFrom(raw.metadata),
      department: clean(raw.departments?.[0]?.name),
      description: content
        ? lazyText(() => htmlToText(decodeEntities(content)))
        : null,
      requisition: raw.internal_job_id ? String(raw.internal_job_id) : null,
      postedAt: toDate(raw.first_published),
    };
  },
};
