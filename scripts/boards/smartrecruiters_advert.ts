/**
 * One advert as SmartRecruiters gives it in the list and in the details.
 *
 * @module
 */
import { writeAdvertText } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { markParagraphs, markSection, slugOf } from "./markup.ts";
import type { Pay } from "./pay.ts";
import type { Place } from "./places.ts";
import { createRandom, seedOf } from "./random.ts";
import { randomOf, type Vacancy } from "./vacancy.ts";

const TAGS = {
  paragraph: "<p>",
  heading: "<p><strong>",
  bullets: "<ul>",
  bullet: "<li><p>",
};

const EMPLOYMENTS = {
  full_time: { id: "permanent", label: "Full-time" },
  part_time: { id: "part-time", label: "Part-time" },
  contract: { id: "contract", label: "Contract" },
  internship: { id: "intern", label: "Intern" },
} satisfies Record<Vacancy["employment"], unknown>;

const PERIODS = {
  year: "YEARLY",
  month: "MONTHLY",
  hour: "HOURLY",
} satisfies Record<Pay["period"], string>;

const LEVELS: readonly [RegExp, { id: string; label: string }][] = [
  [/\bIntern\b/, { id: "internship", label: "Internship" }],
  [/Director|Head/, { id: "director", label: "Director" }],
  [/Junior/, { id: "entry_level", label: "Entry Level" }],
  [/Senior|Staff|Principal|Lead|Manager/, {
    id: "mid_senior_level",
    label: "Mid-Senior Level",
  }],
];

/** The company's name in addresses. */
export function identifierOf(board: BoardDefinition): string {
  return new URL(board.url).pathname.slice(1);
}

/** The one place that an advert can have here. */
export function locationOf(vacancy: Vacancy) {
  const place = placeOf(vacancy);
  const remote = vacancy.workplace === "remote";
  // A remote area stands where the city belongs, in one of two ways.
  const named = randomOf(vacancy, "location").chance(0.5) || !place.code;
  const city = place.city ?? (named ? place.country : "Remote");
  const region = place.city === null && named ? "REMOTE" : place.region;
  const country = place.code ? place.country : "Germany";
  return {
    city,
    ...(region && { region }),
    country: (place.code ?? "DE").toLowerCase(),
    remote,
    hybrid: vacancy.workplace === "hybrid",
    fullLocation: `${city}, ${region ?? ""}, ${country}`,
  };
}

function placeOf(vacancy: Vacancy): Place {
  const [place] = vacancy.places;
  if (!place) throw new RangeError("Cannot place an advert: it has no place");
  return place;
}

/** What list and detail both say. */
export function commonPartOf(vacancy: Vacancy, board: BoardDefinition) {
  const random = randomOf(vacancy, "smartrecruiters");
  const job = createRandom(seedOf(vacancy.jobSeed, "smartrecruiters"));
  const reference = job.integer(100_000, 399_999);
  return {
    id: vacancy.externalId,
    name: random.chance(0.03) ? `${vacancy.title} ` : vacancy.title,
    uuid: random.uuid(),
    jobAdId: random.uuid(),
    defaultJobAd: random.chance(0.9),
    refNumber: `REF${reference}${job.pick(["A", "F", "M", "X"])}`,
    company: { identifier: identifierOf(board), name: board.company },
    releasedDate: vacancy.postedAt.toISOString(),
    location: locationOf(vacancy),
    industry: { id: "computer_software", label: "Computer Software" },
    department: job.chance(0.5) ? {} : {
      id: seedOf(vacancy.department) % 9_000_000,
      label: vacancy.department,
    },
    function: { id: slugOf(vacancy.field, "_"), label: vacancy.department },
    typeOfEmployment: EMPLOYMENTS[vacancy.employment],
    experienceLevel: LEVELS.find(([level]) => level.test(vacancy.title))?.[1] ??
      { id: "associate", label: "Associate" },
    customField: customFieldsOf(vacancy, board),
    visibility: "PUBLIC",
    language: {
      code: "en",
      label: "English",
      labelNative: "English (US)",
    },
  };
}

function customFieldsOf(vacancy: Vacancy, board: BoardDefinition) {
  const random = randomOf(vacancy, "custom fields");
  const field = (fieldLabel: string, valueLabel: string) => ({
    fieldId: createRandom(seedOf(board.company, fieldLabel)).uuid(),
    fieldLabel,
    valueId: createRandom(seedOf(board.company, valueLabel)).uuid(),
    valueLabel,
  });
  return [
    field("Brands", board.company),
    field("Department", vacancy.department),
    field("Team", vacancy.team),
    field("Country", placeOf(vacancy).country),
    field("Legal Entity", `${board.company} ${placeOf(vacancy).country}`),
    field("Working hours", random.pick(["35", "37.5", "40"])),
    field("Travel", random.pick(["None", "Up to 10 %", "Up to 25 %"])),
    ...(random.chance(0.5) ? [field("Referral bonus", "Standard")] : []),
  ];
}

/** The whole answer for one advert. */
export function detailOf(vacancy: Vacancy, board: BoardDefinition) {
  const text = writeAdvertText(vacancy, board.company);
  const identifier = identifierOf(board);
  const postingUrl = `${board.url}/${vacancy.externalId}-${
    slugOf(vacancy.title).toLowerCase()
  }`;
  const { pay } = vacancy;
  return {
    ...commonPartOf(vacancy, board),
    jobId: createRandom(seedOf(vacancy.jobSeed, "job id")).uuid(),
    postingUrl,
    applyUrl: `${postingUrl}?oga=true`,
    referralUrl:
      `https://jobs.smartrecruiters.com/external-referrals/company/${identifier}/publication/${vacancy.externalId}`,
    jobAd: {
      sections: {
        companyDescription: {
          title: "Company Description",
          text: markParagraphs(text.introduction, TAGS),
        },
        jobDescription: {
          title: "Job Description",
          text: [
            markParagraphs(text.about, TAGS),
            markSection("What you will do", text.duties, TAGS),
          ].join("\n"),
        },
        qualifications: {
          title: "Qualifications",
          text: [
            markSection("What you bring", text.requirements, TAGS),
            markSection("Nice to have", text.extras, TAGS),
          ].join("\n"),
        },
        additionalInformation: {
          title: "Additional Information",
          text: [
            markSection("What we offer", text.benefits, TAGS),
            markParagraphs(text.closing, TAGS),
          ].join("\n"),
        },
      },
    },
    ...(pay && {
      compensation: {
        min: pay.min,
        max: pay.max,
        currency: pay.currency,
        period: PERIODS[pay.period],
      },
    }),
    active: true,
  };
}
