/**
 * Rippling's job board API: a bare array with one row for each place of a job,
 * and all else in the job's own answer.
 *
 * @module
 */
import { writeAdvertText } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { markParagraphs, markWork } from "./markup.ts";
import type { Pay } from "./pay.ts";
import type { Place } from "./places.ts";
import { randomOf, type Vacancy } from "./vacancy.ts";
import { type Answer, jsonAnswer, type WireFormat } from "./wire_format.ts";

const LIST = { work: "list", part: 0 } as const;

const TAGS = {
  paragraph: "<p>",
  heading: "<h2>",
  bullets: "<ul>",
  bullet: "<li>",
};

/** The words are in `id`, the code in `label`. */
const EMPLOYMENT_TYPES = {
  full_time: { label: "SALARIED_FT", id: "Salaried, full-time" },
  part_time: { label: "HOURLY_PT", id: "Hourly, part-time" },
  contract: { label: "CONTRACTOR", id: "Contractor" },
  internship: { label: "HOURLY_FT", id: "Intern" },
} satisfies Record<Vacancy["employment"], unknown>;

const FREQUENCIES = {
  year: "YEAR",
  month: "MONTH",
  hour: "HOUR",
} satisfies Record<Pay["period"], string>;

function placeOf({ city, region, country }: Place): string {
  return city === null
    ? `Remote (${country})`
    : `${city}, ${region ?? country}`;
}

function addressOf(vacancy: Vacancy, board: BoardDefinition): string {
  return `${board.url}/${vacancy.externalId}`;
}

function rowsOf(vacancy: Vacancy, board: BoardDefinition) {
  const isPadded = randomOf(vacancy, "title").chance(0.04);
  return vacancy.places.map(placeOf).map((label) => ({
    uuid: vacancy.externalId,
    name: isPadded ? `${vacancy.title} ` : vacancy.title,
    department: { id: vacancy.department, label: vacancy.department },
    url: addressOf(vacancy, board),
    workLocation: { label, id: label },
  }));
}

function jobOf(vacancy: Vacancy, board: BoardDefinition) {
  const text = writeAdvertText(vacancy, board.company);
  const { pay, places } = vacancy;
  return {
    uuid: vacancy.externalId,
    name: vacancy.title,
    description: {
      company: markParagraphs(text.introduction, TAGS),
      role: markWork(text, TAGS),
    },
    workLocations: places.map(placeOf),
    department: {
      name: vacancy.team,
      base_department: vacancy.department,
      department_tree: [vacancy.department, vacancy.team],
    },
    employmentType: EMPLOYMENT_TYPES[vacancy.employment],
    createdOn: vacancy.postedAt.toISOString(),
    companyName: board.company,
    url: addressOf(vacancy, board),
    payRangeDetails: pay
      ? places.map((place) => ({
        location: placeOf(place),
        currency: pay.currency,
        frequency: FREQUENCIES[pay.period],
        rangeStart: pay.min,
        rangeEnd: pay.max,
        isRemote: place.city === null,
      }))
      : [],
    unlistedFromSearch: false,
  };
}

/** Job boards on Rippling. */
export const rippling: WireFormat = {
  spellsPlacesOut: true,
  advertsOfOneJob: 1,
  unlistedShare: 0,
  externalId: (random) => random.uuid(),

  address: (url) => ({
    host: "api.rippling.com",
    path: `/platform/api/ats/v1/board${url.pathname}`,
  }),

  createServer(board) {
    let shown: readonly Vacancy[] = [];
    let list: Answer = jsonAnswer([], LIST);
    return {
      show(vacancies) {
        shown = vacancies;
        list = jsonAnswer(
          vacancies.flatMap((vacancy) => rowsOf(vacancy, board)),
          LIST,
        );
      },
      answer({ rest }) {
        if (rest === "") return list;
        const found = shown.find(({ externalId }) => `/${externalId}` === rest);
        return found
          ? jsonAnswer(jobOf(found, board), { part: found.externalId })
          : null;
      },
      answerEmpty: () => jsonAnswer([], LIST),
      listParts: () => [LIST],
    };
  },

  truth: (vacancy) => ({
    externalId: vacancy.externalId,
    title: vacancy.title,
    locations: vacancy.places.map(placeOf),
    workplace: vacancy.workplace === "remote" ? "remote" : null,
    listed: true,
  }),

  notFound: () => jsonAnswer({ error: "Not Found" }, { status: 404 }),
};
