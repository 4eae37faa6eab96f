/**
 * A vacancy: one advert before any job board has put it into its own words.
 * Made once, rendered by each wire format.
 *
 * @module
 */
import type { BoardDefinition } from "./catalogue.ts";
import { placeFits, titleFits } from "./default_filter.ts";
import { drawPay, type Pay } from "./pay.ts";
import { drawCity, drawRemoteArea, type Place } from "./places.ts";
import { createRandom, type Random, seedOf } from "./random.ts";
import { type FieldName, FIELDS, FIELDS_OF_TRADE, LADDER } from "./roles.ts";

const DAY_MS = 86_400_000;

/** One advert; an advert that changes becomes a new object. */
export interface Vacancy {
  /** The board's own id of the advert. */
  readonly externalId: string;
  /** Decides everything else that differs from advert to advert. */
  readonly seed: number;
  /** The same for all adverts of one job; decides what the text says. */
  readonly jobSeed: number;
  readonly title: string;
  readonly field: FieldName;
  readonly department: string;
  readonly team: string;
  readonly places: readonly Place[];
  readonly workplace: "remote" | "hybrid" | "onsite";
  readonly employment: "full_time" | "part_time" | "contract" | "internship";
  readonly pay: Pay | null;
  readonly listed: boolean;
  readonly postedAt: Date;
  readonly updatedAt: Date;
}

/** What a wire format decides about the vacancies that it will carry. */
export interface VacancyRules {
  /** An id in the provider's own style. */
  externalId(random: Random): string;
  /**
   * True where the list gives every place as "City, Country". Elsewhere a
   * country may be a code, a slug or missing, and what a filter on countries
   * says would hang on how the reader puts it: those boards get places that
   * read the same either way.
   */
  readonly spellsPlacesOut: boolean;
  /** How many adverts one job can have; 1 where the id is the job's. */
  readonly advertsOfOneJob: number;
  /** Share of adverts that the answer carries but marks as not public. */
  readonly unlistedShare: number;
}

/** A stream of chance for one purpose that leaves the advert's others alone. */
export function randomOf(vacancy: Vacancy, purpose: string): Random {
  return createRandom(seedOf(vacancy.seed, purpose));
}

function draftTitle(
  random: Random,
  name: FieldName,
  home: BoardDefinition["home"],
): string {
  const title = draftPlainTitle(random, name);
  return home === "europe" && random.chance(0.1) ? `${title} (m/f/d)` : title;
}

function isInternship(title: string): boolean {
  return /\bIntern\b/.test(title);
}

function draftPlainTitle(random: Random, name: FieldName): string {
  const field = FIELDS[name];
  if (random.chance(0.09)) {
    const lead = random.pick(field.leads);
    return isInternship(lead) && random.chance(0.5)
      ? `${lead}, ${random.pick(field.subjects)}`
      : lead;
  }
  const rung = random.weighted(LADDER);
  const title = `${rung} ${random.pick(field.roles)}`.trim();
  const subject = random.pick(field.subjects);
  const style = random.fraction();
  if (style < 0.4 || title.includes(subject)) return title;
  if (style < 0.75) return `${title}, ${subject}`;
  return style < 0.9 ? `${title} - ${subject}` : `${title} (${subject})`;
}

/** A German or British city that names no word of the default filter itself. */
function needsItsCountry({ city, code }: Place): boolean {
  return (code === "DE" || code === "GB") && city !== null && !placeFits(city);
}

function draftPlaces(
  random: Random,
  { home, provider }: BoardDefinition,
  rules: VacancyRules,
  draft: Pick<Vacancy, "title" | "workplace">,
): Place[] {
  const count = random.chance(provider === "greenhouse" ? 0.13 : 0.09)
    ? random.integer(2, 4)
    : 1;
  const places = new Map<string, Place>();
  while (places.size < count) {
    const place = draft.workplace === "remote"
      ? drawRemoteArea(random, home)
      : drawCity(random, home);
    if (
      !rules.spellsPlacesOut && titleFits(draft.title) && needsItsCountry(place)
    ) continue;
    places.set(`${place.city}|${place.country}`, place);
  }
  const drawn = [...places.values()];
  if (rules.spellsPlacesOut) return drawn;
  // The list may name the first place only, so that one has to decide.
  const fits = (place: Place) => placeFits(`${place.city} ${place.country}`);
  return [...drawn.filter(fits), ...drawn.filter((place) => !fits(place))];
}

function draftWorkplace(random: Random, remoteShare: number) {
  if (random.chance(remoteShare)) return "remote";
  return random.chance(0.55) ? "hybrid" : "onsite";
}

function draftEmployment(random: Random, title: string) {
  if (isInternship(title)) return "internship";
  return random.weighted<"full_time" | "contract" | "part_time">([
    ["full_time", 93],
    ["contract", 5],
    ["part_time", 2],
  ]);
}

/** How old the adverts of a new job may be. */
export interface Dating {
  readonly now: Date;
  readonly maxAgeDays: number;
}

/** The adverts of one new job: usually one, sometimes one for each place. */
export function createVacancies(
  board: BoardDefinition,
  rules: VacancyRules,
  random: Random,
  { now, maxAgeDays }: Dating,
): Vacancy[] {
  const jobSeed = random.integer(1, 0x7fffffff);
  const field = random.weighted(FIELDS_OF_TRADE[board.trade]);
  const title = draftTitle(random, field, board.home);
  const workplace = draftWorkplace(random, board.remoteShare);
  const employment = draftEmployment(random, title);
  const department = random.pick(FIELDS[field].departments);
  const team = random.pick(FIELDS[field].teams);
  const listed = !random.chance(rules.unlistedShare);
  const adverts = random.chance(0.07)
    ? random.integer(1, rules.advertsOfOneJob)
    : 1;

  // Most adverts are young: the square pulls the ages towards today.
  const ageMs = random.fraction() ** 2 * maxAgeDays * DAY_MS;
  const postedAt = new Date(Math.floor(now.getTime() - ageMs));
  const updatedAt = new Date(
    Math.floor(now.getTime() - ageMs * random.fraction()),
  );

  return Array.from({ length: adverts }, () => {
    const places = draftPlaces(random, board, rules, { title, workplace });
    return {
      externalId: rules.externalId(random),
      seed: random.integer(1, 0x7fffffff),
      jobSeed,
      title,
      field,
      department,
      team,
      places,
      workplace,
      employment,
      pay: drawPay(random, { title, employment, places }),
      listed,
      postedAt,
      updatedAt,
    };
  });
}

/** The same advert with another title or, where it names one place, another place. */
export function reviseVacancy(
  vacancy: Vacancy,
  board: BoardDefinition,
  rules: VacancyRules,
  random: Random,
  now: Date,
): Vacancy {
  if (vacancy.places.length === 1 && random.chance(0.35)) {
    const here = JSON.stringify(vacancy.places);
    let places: readonly Place[] = vacancy.places;
    while (places.length > 1 || JSON.stringify(places) === here) {
      places = draftPlaces(random, board, rules, vacancy);
    }
    return { ...vacancy, places, updatedAt: now };
  }
  let title = vacancy.title;
  while (
    title === vacancy.title ||
    isInternship(title) !== (vacancy.employment === "internship") ||
    (!rules.spellsPlacesOut && titleFits(title) &&
      vacancy.places.some(needsItsCountry))
  ) {
    title = draftTitle(random, vacancy.field, board.home);
  }
  return { ...vacancy, title, updatedAt: now };
}
