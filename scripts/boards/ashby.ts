/**
 * Ashby's job board API: one answer, compensation on demand, adverts that are
 * not listed among those that are.
 *
 * @module
 */
import { formatAmount, writeAdvertText } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { createEncodedList } from "./encoded_list.ts";
import { markAdvert, plainAdvert } from "./markup.ts";
import type { Pay } from "./pay.ts";
import type { Place } from "./places.ts";
import { createRandom, seedOf } from "./random.ts";
import { randomOf, type Vacancy } from "./vacancy.ts";
import {
  encodedAnswer,
  jsonAnswer,
  textAnswer,
  type WireFormat,
} from "./wire_format.ts";

const LIST = { work: "list", part: 0 } as const;
const OPENING = '{"jobs":[';
const CLOSING = '],"apiVersion":"1"}';

const TAGS = {
  paragraph: '<p style="min-height:1.5em">',
  heading: "<h2><strong>",
  bullets: '<ul style="min-height:1.5em">',
  bullet: '<li><p style="min-height:1.5em">',
};

const EMPLOYMENT_TYPES = {
  full_time: "FullTime",
  part_time: "PartTime",
  contract: "Contract",
  internship: "Intern",
} satisfies Record<Vacancy["employment"], string>;

const WORKPLACE_TYPES = {
  remote: "Remote",
  hybrid: "Hybrid",
  onsite: "OnSite",
} satisfies Record<Vacancy["workplace"], string>;

const INTERVALS = {
  year: "1 YEAR",
  month: "1 MONTH",
  hour: "1 HOUR",
} satisfies Record<Pay["period"], string>;

const SYMBOLS: Record<string, string> = { USD: "$", EUR: "€", GBP: "£" };

function placeOf({ city, region, country }: Place): string {
  return city === null
    ? `Remote (${country})`
    : `${city}, ${region ?? country}`;
}

function addressOf({ city, region, country }: Place) {
  return {
    postalAddress: {
      ...(region && { addressRegion: region }),
      addressCountry: country,
      ...(city && { addressLocality: city }),
    },
  };
}

/** Ashby lets companies tick "remote" for hybrid work too, and most do. */
function workplaceOf(vacancy: Vacancy) {
  const random = randomOf(vacancy, "workplace");
  const remote = vacancy.workplace === "remote";
  if (random.chance(0.06)) {
    return {
      isRemote: remote ? true : random.chance(0.5) ? null : false,
      workplaceType: null,
    };
  }
  return {
    isRemote: remote || (vacancy.workplace === "hybrid" && random.chance(0.8)),
    workplaceType: WORKPLACE_TYPES[vacancy.workplace],
  };
}

function short(amount: number, currency: string): string {
  const symbol = SYMBOLS[currency] ?? `${currency} `;
  return amount >= 1_000
    ? `${symbol}${Number((amount / 1_000).toFixed(1))}K`
    : `${symbol}${formatAmount(amount)}`;
}

function compensationOf(vacancy: Vacancy) {
  const { pay } = vacancy;
  if (!pay) {
    return {
      compensationTierSummary: null,
      scrapeableCompensationSalarySummary: null,
      compensationTiers: [],
      summaryComponents: [],
    };
  }
  const random = randomOf(vacancy, "compensation");
  const range = (between: string) =>
    `${short(pay.min, pay.currency)} ${between} ${
      short(pay.max, pay.currency)
    }`;
  const salary = {
    compensationType: "Salary",
    interval: INTERVALS[pay.period],
    currencyCode: pay.currency,
    minValue: pay.min,
    maxValue: pay.max,
  };
  const equity = {
    compensationType: "EquityPercentage",
    interval: "NONE",
    currencyCode: null,
    minValue: null,
    maxValue: null,
  };
  const hasEquity = random.chance(0.7);
  const summary = hasEquity ? `${range("–")} • Offers Equity` : range("–");
  return {
    compensationTierSummary: summary,
    scrapeableCompensationSalarySummary: range("-"),
    compensationTiers: [{
      id: random.uuid(),
      tierSummary: summary,
      title: null,
      additionalInformation: null,
      components: [
        ...(hasEquity
          ? [{ id: random.uuid(), summary: "Offers Equity", ...equity }]
          : []),
        { id: random.uuid(), summary: range("–"), ...salary },
      ],
    }],
    summaryComponents: hasEquity ? [salary, equity] : [salary],
  };
}

function jobOf(vacancy: Vacancy, board: BoardDefinition) {
  const random = randomOf(vacancy, "ashby");
  const job = createRandom(seedOf(vacancy.jobSeed, "ashby"));
  const text = writeAdvertText(vacancy, board.company);
  const jobUrl = `${board.url}/${vacancy.externalId}`;
  const [first, ...others] = vacancy.places;
  return {
    id: vacancy.externalId,
    title: random.chance(0.04) ? ` ${vacancy.title}` : vacancy.title,
    department: vacancy.department,
    team: job.chance(0.15) ? vacancy.department : vacancy.team,
    employmentType: EMPLOYMENT_TYPES[vacancy.employment],
    location: first && placeOf(first),
    shouldDisplayCompensationOnJobPostings: vacancy.pay !== null,
    secondaryLocations: others.map((place) => ({
      location: placeOf(place),
      address: random.chance(0.2) ? {} : addressOf(place),
    })),
    publishedAt: vacancy.postedAt.toISOString().replace("Z", "+00:00"),
    isListed: vacancy.listed,
    ...workplaceOf(vacancy),
    address: first && addressOf(first),
    jobUrl,
    applyUrl: `${jobUrl}/application`,
    descriptionHtml: markAdvert(text, TAGS),
    descriptionPlain: plainAdvert(text),
  };
}

/** Boards on Ashby. */
export const ashby: WireFormat = {
  spellsPlacesOut: true,
  advertsOfOneJob: 1,
  unlistedShare: 0.03,
  externalId: (random) => random.uuid(),

  address: (url) => ({
    host: "api.ashbyhq.com",
    path: `/posting-api/job-board${url.pathname}`,
  }),

  createServer(board) {
    let shown: readonly Vacancy[] = [];
    const withPay = createEncodedList((vacancy) => ({
      ...jobOf(vacancy, board),
      compensation: compensationOf(vacancy),
    }));

    return {
      show(vacancies) {
        shown = vacancies;
        withPay.show(vacancies, OPENING, CLOSING);
      },
      answer({ rest, query }) {
        if (rest !== "") return null;
        if (query.get("includeCompensation") === "true") {
          return encodedAnswer(withPay.bytes(), LIST);
        }
        const jobs = shown.map((vacancy) => jobOf(vacancy, board));
        return jsonAnswer({ jobs, apiVersion: "1" }, LIST);
      },
      answerEmpty: () => jsonAnswer({ jobs: [], apiVersion: "1" }, LIST),
      listParts: () => [LIST],
    };
  },

  truth(vacancy) {
    const { isRemote, workplaceType } = workplaceOf(vacancy);
    return {
      externalId: vacancy.externalId,
      title: vacancy.title,
      locations: vacancy.places.map(placeOf),
      workplace: workplaceType !== null
        ? vacancy.workplace
        : isRemote
        ? "remote"
        : null,
      listed: vacancy.listed,
    };
  },

  notFound: () =>
    textAnswer("Not Found", {
      status: 404,
      contentType: "text/plain; charset=utf-8",
    }),
};
