/**
 * One advert as a row of Workday's list, and the words that list and details
 * share.
 *
 * @module
 */
import type { BoardDefinition } from "./catalogue.ts";
import { slugOf } from "./markup.ts";
import type { Place } from "./places.ts";
import { createRandom, seedOf } from "./random.ts";
import { randomOf, type Vacancy } from "./vacancy.ts";

const DAY_MS = 86_400_000;

/** The way Workday writes its own ids. */
export function workdayId(...parts: readonly string[]): string {
  return createRandom(seedOf(...parts)).uuid().replaceAll("-", "");
}

/** Whether a tenant names the workplace in the list, in the details or never. */
export function remoteTypeShown(
  board: BoardDefinition,
): "list" | "detail" | "never" {
  const tenant = createRandom(seedOf(board.company, "remote type"));
  return tenant.pick(["list", "detail", "never"]);
}

const REMOTE_TYPES = {
  remote: "Remote",
  hybrid: "Hybrid",
  onsite: "Onsite",
} satisfies Record<Vacancy["workplace"], string>;

/** The tenant's field for the workplace, where it has one. */
export function remoteTypeOf(vacancy: Vacancy) {
  return { remoteType: REMOTE_TYPES[vacancy.workplace] };
}

/** A place in the tenant's own order of words. */
export function placeOf(place: Place, board: BoardDefinition): string {
  const country = place.code === "US" ? "US" : place.country;
  const city = place.city ?? "Remote";
  if (seedOf(board.company, "places") % 2 === 0) {
    return [country, place.region, city].filter(Boolean).join(", ");
  }
  return [place.region ?? country, city].join(" - ");
}

/** "Posted 3 Days Ago". */
export function postedOn(postedAt: Date, now: Date): string {
  const days = Math.floor(now.getTime() / DAY_MS) -
    Math.floor(postedAt.getTime() / DAY_MS);
  if (days < 1) return "Posted Today";
  if (days === 1) return "Posted Yesterday";
  return days > 30 ? "Posted 30+ Days Ago" : `Posted ${days} Days Ago`;
}

/** Moves with the title and the first place; only its tail, the requisition, stays. */
export function externalPathOf(
  vacancy: Vacancy,
  board: BoardDefinition,
): string {
  const place = vacancy.places[0];
  const slug = place ? slugOf(placeOf(place, board)) : "Various";
  const copy = randomOf(vacancy, "site copy").chance(0.08) ? "-1" : "";
  return `/job/${slug}/${slugOf(vacancy.title)}_${vacancy.externalId}${copy}`;
}

/** The row; several places are only counted in it. */
export function rowOf(vacancy: Vacancy, board: BoardDefinition, now: Date) {
  const [first, ...others] = vacancy.places;
  return {
    title: vacancy.title,
    externalPath: externalPathOf(vacancy, board),
    locationsText: first && others.length === 0
      ? placeOf(first, board)
      : `${vacancy.places.length} Locations`,
    postedOn: postedOn(vacancy.postedAt, now),
    ...(remoteTypeShown(board) === "list" && remoteTypeOf(vacancy)),
    bulletFields: [vacancy.externalId],
  };
}
