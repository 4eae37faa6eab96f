/**
 * Workable's public jobs of an account: one answer, a job of several places once
 * for each of them.
 *
 * @module
 */
import { writeAdvertText } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { markAdvert } from "./markup.ts";
import type { Place } from "./places.ts";
import { randomOf, type Vacancy } from "./vacancy.ts";
import { type Answer, jsonAnswer, type WireFormat } from "./wire_format.ts";

const LIST = { work: "list", part: 0 } as const;

const TAGS = {
  paragraph: "<p>",
  heading: "<h3>",
  bullets: "<ul>",
  bullet: "<li>",
};

const EMPLOYMENT_TYPES = {
  full_time: "Full-time",
  part_time: "Part-time",
  contract: "Contract",
  internship: "Internship",
} satisfies Record<Vacancy["employment"], string>;

/** Some companies show no more than the country. */
function isHidden(vacancy: Vacancy): boolean {
  return randomOf(vacancy, "hidden").chance(0.1);
}

function rowOf(vacancy: Vacancy, place: Place, board: BoardDefinition) {
  const random = randomOf(vacancy, "workable");
  const url = `https://apply.workable.com/j/${vacancy.externalId}`;
  const { city, region, country, code } = place;
  return {
    title: random.chance(0.04) ? `${vacancy.title} ` : vacancy.title,
    shortcode: vacancy.externalId,
    code: "",
    employment_type: EMPLOYMENT_TYPES[vacancy.employment],
    telecommuting: vacancy.workplace === "remote",
    department: random.chance(0.1) ? "" : vacancy.department,
    url,
    shortlink: url,
    application_url: `${url}/apply`,
    published_on: vacancy.postedAt.toISOString().slice(0, 10),
    created_at: vacancy.postedAt.toISOString().slice(0, 10),
    country,
    city: city ?? "",
    state: region ?? "",
    education: "",
    experience: "Mid-Senior level",
    function: "",
    industry: "Computer Software",
    locations: [{
      country,
      countryCode: code ?? "",
      city: city ?? "",
      region,
      hidden: isHidden(vacancy),
    }],
    description: markAdvert(writeAdvertText(vacancy, board.company), TAGS),
  };
}

/** Accounts on Workable. */
export const workable: WireFormat = {
  spellsPlacesOut: true,
  advertsOfOneJob: 1,
  unlistedShare: 0,
  externalId: (random) =>
    random.uuid().replaceAll("-", "").slice(0, 10).toUpperCase(),

  address: (url) => ({
    host: "apply.workable.com",
    path: `/api/v1/widget/accounts${url.pathname}`,
  }),

  createServer(board) {
    const listOf = (vacancies: readonly Vacancy[], details: boolean) =>
      jsonAnswer({
        name: board.company,
        description: null,
        jobs: vacancies.flatMap((vacancy) =>
          vacancy.places.map((place) => {
            const { description, ...row } = rowOf(vacancy, place, board);
            return details ? { ...row, description } : row;
          })
        ),
      }, LIST);
    let bare: Answer = listOf([], false);
    let detailed: Answer = bare;

    return {
      show(vacancies) {
        bare = listOf(vacancies, false);
        detailed = listOf(vacancies, true);
      },
      answer({ rest, query }) {
        if (rest !== "") return null;
        return query.get("details") === "true" ? detailed : bare;
      },
      answerEmpty: () => listOf([], true),
      listParts: () => [LIST],
    };
  },

  truth(vacancy) {
    const places = vacancy.places.map(({ city, region, country }) =>
      isHidden(vacancy)
        ? country
        : [...new Set([city, region, country])].filter(Boolean).join(", ")
    );
    return {
      externalId: vacancy.externalId,
      title: vacancy.title,
      locations: [...new Set(places)],
      workplace: vacancy.workplace === "remote" ? "remote" : null,
      listed: true,
    };
  },

  notFound: () => jsonAnswer({ error: "Not Found" }, { status: 404 }),
};
