/**
 * Pinpoint's job postings endpoint: one answer, the text in four parts, one place
 * a posting, pay also where it is not to be shown.
 *
 * @module
 */
import { formatAmount, writeAdvertText } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { createEncodedList } from "./encoded_list.ts";
import { markParagraphs, markSection } from "./markup.ts";
import { createRandom, seedOf } from "./random.ts";
import { randomOf, type Vacancy } from "./vacancy.ts";
import { encodedAnswer, jsonAnswer, type WireFormat } from "./wire_format.ts";

const LIST = { work: "list", part: 0 } as const;

const TAGS = {
  paragraph: "<div>",
  heading: "<h4>",
  bullets: "<ul>",
  bullet: "<li>",
};

const EMPLOYMENT_TYPES = {
  full_time: ["permanent_full_time", "Permanent - Full Time"],
  part_time: ["permanent_part_time", "Permanent - Part Time"],
  contract: ["contract_temp", "Contract / Temp"],
  internship: ["internship", "Internship"],
} satisfies Record<Vacancy["employment"], [string, string]>;

const WORKPLACES = {
  remote: "Fully remote",
  hybrid: "Hybrid",
  onsite: "On-site",
} satisfies Record<Vacancy["workplace"], string>;

/** The company's own name of it may be the city, or no place at all. */
function locationOf(vacancy: Vacancy) {
  const random = randomOf(vacancy, "location");
  const [place] = vacancy.places;
  if (!place) return null;
  const { city, region, country } = place;
  const name = city === null
    ? country
    : random.chance(0.15)
    ? "Head Office"
    : `${city}, ${region ?? country}`;
  return {
    id: String(random.integer(1_000, 9_999)),
    name,
    city: city ?? "",
    province: region,
    postal_code: null,
  };
}

function payOf(vacancy: Vacancy) {
  const { pay } = vacancy;
  const range = pay &&
    `${formatAmount(pay.min)} - ${formatAmount(pay.max)} ${pay.currency}`;
  return {
    compensation: pay ? `${range} / ${pay.period}` : null,
    compensation_minimum: pay?.min ?? null,
    compensation_maximum: pay?.max ?? null,
    compensation_currency: pay?.currency ?? null,
    compensation_frequency: pay?.period ?? null,
    compensation_visible: pay !== null && randomOf(vacancy, "pay").chance(0.8),
  };
}

function postingOf(vacancy: Vacancy, board: BoardDefinition) {
  const random = randomOf(vacancy, "pinpoint");
  const job = createRandom(seedOf(vacancy.jobSeed, "pinpoint"));
  const text = writeAdvertText(vacancy, board.company);
  const path = `/en/postings/${random.uuid()}`;
  const [employment, employmentText] = EMPLOYMENT_TYPES[vacancy.employment];
  return {
    id: vacancy.externalId,
    title: random.chance(0.04) ? ` ${vacancy.title}` : vacancy.title,
    url: `${board.url}${path}`,
    path,
    description: markParagraphs([...text.introduction, ...text.about], TAGS),
    key_responsibilities_header: "Key Responsibilities",
    key_responsibilities: markSection("What you will do", text.duties, TAGS),
    skills_knowledge_expertise_header: "Skills, Knowledge and Expertise",
    skills_knowledge_expertise: markSection(
      "What you bring",
      text.requirements,
      TAGS,
    ),
    benefits_header: "Benefits",
    benefits: random.chance(0.2)
      ? ""
      : markSection("What we offer", text.benefits, TAGS),
    employment_type: employment,
    employment_type_text: employmentText,
    workplace_type: vacancy.workplace,
    workplace_type_text: WORKPLACES[vacancy.workplace],
    ...payOf(vacancy),
    deadline_at: null,
    job: {
      id: String(job.integer(100_000, 999_999)),
      requisition_id: job.chance(0.5) ? `REQ-${job.integer(100, 999)}` : null,
      department: { id: "1", name: vacancy.department },
      division: null,
    },
    location: locationOf(vacancy),
  };
}

/** Careers sites on Pinpoint. */
export const pinpoint: WireFormat = {
  spellsPlacesOut: false,
  advertsOfOneJob: 3,
  unlistedShare: 0,
  externalId: (random) => String(random.integer(100_000, 999_999)),

  address: (url) => ({ host: url.host, path: "" }),

  createServer(board) {
    const all = createEncodedList((vacancy) => postingOf(vacancy, board));
    return {
      show: (vacancies) => all.show(vacancies, '{"data":[', "]}"),
      answer: ({ rest }) =>
        rest === "/postings.json" ? encodedAnswer(all.bytes(), LIST) : null,
      answerEmpty: () => jsonAnswer({ data: [] }, LIST),
      listParts: () => [LIST],
    };
  },

  truth(vacancy) {
    const location = locationOf(vacancy);
    const place = location?.name === "Head Office"
      ? [location.city, location.province, location.name].filter(Boolean)
        .join(", ")
      : location?.name;
    return {
      externalId: vacancy.externalId,
      title: vacancy.title,
      locations: place ? [place] : [],
      workplace: vacancy.workplace,
      listed: true,
    };
  },

  notFound: () => jsonAnswer({ errors: [{ status: "404" }] }, { status: 404 }),
};
