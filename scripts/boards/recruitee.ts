/**
 * Recruitee's careers site API: one answer, pay as text, times that are no ISO.
 *
 * @module
 */
import { writeAdvertText } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { createEncodedList } from "./encoded_list.ts";
import { markParagraphs, markSection, slugOf } from "./markup.ts";
import type { Place } from "./places.ts";
import { randomOf, type Vacancy } from "./vacancy.ts";
import { encodedAnswer, jsonAnswer, type WireFormat } from "./wire_format.ts";

const LIST = { work: "list", part: 0 } as const;

const TAGS = {
  paragraph: '<p style="text-align:start;">',
  heading: "<p><strong>",
  bullets: "<ul>",
  bullet: "<li><p>",
};

const EMPLOYMENT_CODES = {
  full_time: "fulltime_permanent",
  part_time: "parttime_permanent",
  contract: "freelance",
  internship: "internship",
} satisfies Record<Vacancy["employment"], string>;

function placeOf({ city, region, country }: Place): string {
  // Once where city and country are one.
  return [...new Set([city, region, country])].filter(Boolean).join(", ");
}

function locationOf({ city, region, country, code }: Place, at: number) {
  return {
    id: 29_000 + at,
    name: city ?? "Anywhere",
    city,
    state: region,
    country,
    country_code: code,
    street: null,
    postal_code: null,
    note: null,
  };
}

/** Two of the flags are ticked on some offers, none on a few. */
function flagsOf(vacancy: Vacancy) {
  const random = randomOf(vacancy, "workplace");
  const hybrid = vacancy.workplace === "hybrid";
  if (random.chance(0.04)) {
    return { remote: false, hybrid: false, on_site: false };
  }
  return {
    remote: vacancy.workplace === "remote",
    hybrid,
    on_site: vacancy.workplace === "onsite" || (hybrid && random.chance(0.1)),
  };
}

function offerOf(vacancy: Vacancy, board: BoardDefinition) {
  const random = randomOf(vacancy, "recruitee");
  const text = writeAdvertText(vacancy, board.company);
  const { pay, places } = vacancy;
  const [place] = places;
  const slug = slugOf(`${vacancy.title} ${vacancy.externalId}`).toLowerCase();
  const careersUrl = `${board.url}/o/${slug}`;
  const time = vacancy.postedAt.toISOString().slice(0, 19).replace("T", " ");
  return {
    id: Number(vacancy.externalId),
    guid: random.uuid().slice(0, 5),
    slug,
    title: random.chance(0.04) ? ` ${vacancy.title}` : vacancy.title,
    status: "published",
    company_name: board.company,
    department: vacancy.department,
    employment_type_code: EMPLOYMENT_CODES[vacancy.employment],
    experience_code: "mid_level",
    careers_url: careersUrl,
    careers_apply_url: `${careersUrl}/c/new`,
    location: vacancy.workplace === "remote"
      ? "Remote job"
      : place && placeOf(place),
    locations: places.map(locationOf),
    city: place?.city ?? null,
    state_name: place?.region ?? null,
    country: place?.country ?? null,
    country_code: place?.code ?? null,
    ...flagsOf(vacancy),
    salary: {
      min: pay ? String(pay.min) : null,
      max: pay ? String(pay.max) : null,
      period: pay?.period ?? "month",
      currency: pay?.currency ?? null,
    },
    highlight: random.chance(0.1) ? text.closing[0] ?? null : null,
    description: [
      markParagraphs([...text.introduction, ...text.about], TAGS),
      markSection("What you will do", text.duties, TAGS),
    ].join(""),
    requirements: [
      markSection("What you bring", text.requirements, TAGS),
      markSection("What we offer", text.benefits, TAGS),
    ].join(""),
    published_at: `${time} UTC`,
    created_at: `${time} UTC`,
    close_at: null,
    tags: [],
    translations: {},
  };
}

/** Careers sites on Recruitee. */
export const recruitee: WireFormat = {
  spellsPlacesOut: true,
  advertsOfOneJob: 1,
  unlistedShare: 0,
  externalId: (random) => String(random.integer(2_000_000, 2_999_999)),

  address: (url) => ({ host: url.host, path: "" }),

  createServer(board) {
    const all = createEncodedList((vacancy) => offerOf(vacancy, board));
    return {
      show: (vacancies) => all.show(vacancies, '{"offers":[', "]}"),
      answer: ({ rest }) =>
        rest === "/api/offers" ? encodedAnswer(all.bytes(), LIST) : null,
      answerEmpty: () => jsonAnswer({ offers: [] }, LIST),
      listParts: () => [LIST],
    };
  },

  truth(vacancy) {
    const { remote, hybrid, on_site } = flagsOf(vacancy);
    const isSaid = remote || hybrid || on_site;
    return {
      externalId: vacancy.externalId,
      title: vacancy.title,
      locations: vacancy.places.map(placeOf),
      // What stands in place of the places says it too.
      workplace: isSaid || vacancy.workplace === "remote"
        ? vacancy.workplace
        : null,
      listed: true,
    };
  },

  notFound: () => jsonAnswer({ error: "Not Found" }, { status: 404 }),
};
