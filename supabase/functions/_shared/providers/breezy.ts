/**
 * Breezy: the company's `/json`, the whole board in one answer.
 *
 * There is no document of it; what is read here are recorded answers. A
 * subdomain that is nobody's may answer with an empty list. The list has no text
 * of an advert: that stands in the JobPosting of the advert's own page.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING } from "../posting.ts";
import { descriptionOf } from "../json_ld/description.ts";
import { HTML, readPage } from "../json_ld/read_page.ts";
import { type Node, textOf } from "../json_ld/values.ts";
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import {
  isWorkModel,
  uniquePlaces,
  workplaceFromTitle,
  workplaceFromWords,
} from "../normalise/places.ts";
import { statedPay } from "../normalise/stated_pay.ts";
import { clean, joinPlace } from "../normalise/words.ts";
import type { Board, Provider } from "./types.ts";

const COMPANY = /^([a-z0-9][a-z0-9-]*)\.breezy\.hr$/;

/** Breezy's own subdomains. */
const NO_COMPANIES = new Set([
  "www",
  "app",
  "api",
  "developer",
  "help",
  "marketing",
  "assets-cdn",
  "attachments-cdn",
  "gallery-cdn",
]);

const Answer = z.array(z.unknown());

/** `{ "id": "TX", "name": "Texas" }`, or the name alone. */
const Named = z.union([
  z.string(),
  z.object({ id: z.string().nullish(), name: z.string().nullish() }),
]).nullish();

const Place = z.object({
  name: z.string().nullish(),
  city: z.string().nullish(),
  state: Named,
  country: Named,
  is_remote: z.boolean().nullish(),
  remote_details: z.object({
    value: z.string().nullish(),
    label: z.string().nullish(),
  }).nullish().catch(null),
});

const Raw = z.object({
  id: z.string().min(1),
  name: z.string().trim().min(1),
  url: z.url({ protocol: /^https$/, normalize: true }),
  published_date: z.string().nullish(),
  type: z.object({ id: z.string().nullish(), name: z.string().nullish() })
    .nullish(),
  location: Place.nullish(),
  locations: z.array(Place).nullish(),
  department: z.string().nullish(),
  salary: z.string().nullish(),
  company: z.object({ name: z.string().nullish() }).nullish(),
});

type Advert = z.infer<typeof Raw>;

function match(url: URL): Board | null {
  const company = COMPANY.exec(url.hostname)?.[1];
  if (!company || NO_COMPANIES.has(company)) return null;
  return { provider: "breezy", key: company };
}

function hostOf({ key }: Board): string {
  return `${key}.breezy.hr`;
}

function placesOf({ location, locations }: Advert) {
  return [location, ...locations ?? []].flatMap((place) => place ?? []);
}

function nameOf(value: z.infer<typeof Named>): string | null {
  return clean(typeof value === "string" ? value : value?.name ?? value?.id);
}

function textOfPlace(place: z.infer<typeof Place>): string | null {
  return clean(place.name) ??
    joinPlace(place.city, nameOf(place.state), nameOf(place.country));
}

function workplaceOf(raw: Advert) {
  const places = placesOf(raw);
  const details = places.flatMap(({ remote_details: told }) =>
    told ? [told.value, told.label] : []
  );
  const told = workplaceFromWords(...details);
  if (told) return told;
  if (places.some((place) => place.is_remote)) return "remote";
  // It is false as well where a company never said, so that is no "onsite".
  return workplaceFromWords(...places.map(textOfPlace)) ??
    workplaceFromTitle(raw.name);
}

/** The advert that a page is about: the only one on it, or the one that names the page. */
function advertOn(nodes: readonly Node[], id: string): Node | null {
  if (nodes.length < 2) return nodes[0] ?? null;
  return nodes.find((node) =>
    [node.url, node["@id"]].some((address) => textOf(address)?.includes(id))
  ) ?? null;
}

export const breezy: Provider<Advert> = {
  id: "breezy",
  unknown: ["description"],
  missesUntilClosed: 1,
  emptyProvesNothing: true,
  match,
  hosts: (board) => [hostOf(board)],
  raw: Raw,

  async *pages(board, { http }) {
    const answer = Answer.safeParse(
      await http.json(new URL(`https://${hostOf(board)}/json`)),
    );
    if (!answer.success) {
      throw new ScanError(
        "payload",
        `Cannot read board "${board.key}": the answer is no list of positions`,
        { cause: answer.error },
      );
    }
    yield answer.data;
    return { complete: true };
  },

  normalise(raw) {
    const named = uniquePlaces(placesOf(raw).map(textOfPlace));
    const places = named.filter((place) => !isWorkModel(place));
    const { country } = raw.location ?? {};
    return {
      ...EMPTY_POSTING,
      externalId: raw.id,
      title: raw.name,
      company: clean(raw.company?.name),
      url: raw.url,
      locations: places.length > 0 ? places : named,
      workplace: workplaceOf(raw),
      department: clean(raw.department),
      // The id is the same in every language.
      employmentType: employmentType(clean(raw.type?.id) ?? raw.type?.name),
      ...statedPay(
        raw.salary,
        typeof country === "string" ? country : country?.id ?? country?.name,
      ),
      postedAt: toDate(raw.published_date),
    };
  },

  async detail({ externalId, url }, { http, board }) {
    const own = new URL(url);
    // Where a company shows its adverts on a site of its own, Breezy still has them.
    const page = own.host === hostOf(board)
      ? own
      : new URL(`https://${hostOf(board)}/p/${encodeURIComponent(externalId)}`);
    const { nodes } = await readPage(await http.text(page, HTML), page);
    const advert = advertOn(nodes, externalId);
    if (!advert) {
      throw new ScanError(
        "payload",
        `Cannot read posting "${externalId}" of board "${board.key}": its page shows no such advert`,
      );
    }
    return { description: descriptionOf(advert) };
  },
};
