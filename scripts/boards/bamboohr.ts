/**
 * BambooHR's list behind the careers page, and each opening's own answer, which
 * alone has text, date and pay.
 *
 * @module
 */
import { formatAmount, writeAdvertText } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { createEncodedList } from "./encoded_list.ts";
import { markAdvert } from "./markup.ts";
import { seedOf } from "./random.ts";
import { randomOf, type Vacancy } from "./vacancy.ts";
import { encodedAnswer, jsonAnswer, type WireFormat } from "./wire_format.ts";

const LIST = { work: "list", part: 0 } as const;

const TAGS = {
  paragraph: "<p><span>",
  heading: "<p><strong>",
  bullets: "<ul>",
  bullet: "<li>",
};

const STATUSES = {
  full_time: ["Full Time", "Full-Time", "Regular Full-Time"],
  part_time: ["Part Time"],
  contract: ["Contractor"],
  internship: ["Internship"],
} satisfies Record<Vacancy["employment"], string[]>;

const LOCATION_TYPES = {
  onsite: "0",
  remote: "1",
  hybrid: "2",
} satisfies Record<Vacancy["workplace"], string>;

/** One office an opening; remote ones name their country in another field. */
function officeOf(vacancy: Vacancy) {
  const [place] = vacancy.places;
  const isRemote = place?.city === null;
  return {
    location: {
      city: isRemote ? null : place?.city ?? null,
      state: isRemote ? null : place?.region ?? null,
    },
    atsLocation: {
      country: isRemote ? place?.country ?? null : null,
      state: null,
      province: null,
      city: null,
    },
  };
}

function openingOf(vacancy: Vacancy) {
  const random = randomOf(vacancy, "bamboohr");
  return {
    id: vacancy.externalId,
    jobOpeningName: vacancy.title,
    departmentId: String(18_000 + seedOf(vacancy.department) % 1_000),
    departmentLabel: random.chance(0.1)
      ? `${vacancy.department} `
      : vacancy.department,
    employmentStatusLabel: random.pick(STATUSES[vacancy.employment]),
    employmentType: null,
    ...officeOf(vacancy),
    isRemote: null,
    locationType: LOCATION_TYPES[vacancy.workplace],
  };
}

function compensationOf({ pay }: Vacancy): string | null {
  if (!pay) return null;
  const range = `${formatAmount(pay.min)} - ${formatAmount(pay.max)}`;
  return `${range} ${pay.currency} per ${pay.period}`;
}

function detailOf(vacancy: Vacancy, board: BoardDefinition) {
  const { location, ...rest } = openingOf(vacancy);
  const { origin } = new URL(board.url);
  return {
    meta: {},
    result: {
      jobOpening: {
        ...rest,
        jobOpeningShareUrl: `${origin}/careers/${vacancy.externalId}`,
        jobOpeningStatus: "Open",
        description: markAdvert(writeAdvertText(vacancy, board.company), TAGS),
        datePosted: vacancy.postedAt.toISOString().slice(0, 10),
        minimumExperience: null,
        compensation: compensationOf(vacancy),
        location: {
          ...location,
          postalCode: null,
          addressCountry: location.city && vacancy.places[0]?.country,
        },
      },
      formFields: {},
    },
  };
}

/** Careers pages on BambooHR. */
export const bamboohr: WireFormat = {
  spellsPlacesOut: false,
  advertsOfOneJob: 3,
  unlistedShare: 0,
  externalId: (random) => String(random.integer(20, 9_999)),

  address: (url) => ({ host: url.host, path: "" }),

  createServer(board) {
    let shown: readonly Vacancy[] = [];
    const all = createEncodedList(openingOf);
    return {
      show(vacancies) {
        shown = vacancies;
        all.show(
          vacancies,
          `{"meta":{"totalCount":${vacancies.length}},"result":[`,
          "]}",
        );
      },
      answer({ rest }) {
        if (rest === "/careers/list") return encodedAnswer(all.bytes(), LIST);
        const id = /^\/careers\/(\d+)\/detail$/.exec(rest)?.[1];
        const found = shown.find(({ externalId }) => externalId === id);
        return found
          ? jsonAnswer(detailOf(found, board), { part: found.externalId })
          : null;
      },
      answerEmpty: () =>
        jsonAnswer({ meta: { totalCount: 0 }, result: [] }, LIST),
      listParts: () => [LIST],
    };
  },

  truth(vacancy) {
    const { location, atsLocation } = officeOf(vacancy);
    const place = [location.city, location.state, atsLocation.country]
      .filter(Boolean).join(", ");
    return {
      externalId: vacancy.externalId,
      title: vacancy.title,
      locations: place ? [place] : [],
      workplace: vacancy.workplace,
      listed: true,
    };
  },

  // The board of a company that is no customer any more looks the same.
  notFound: () =>
    jsonAnswer({}, {
      status: 302,
      headers: { location: "/settings/account/expired.php" },
    }),
};
