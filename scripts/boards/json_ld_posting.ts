/**
 * One advert as the schema.org JobPosting that a careers site embeds.
 *
 * @module
 */
import { writeAdvertText } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { escapeHtml, markAdvert, slugOf } from "./markup.ts";
import type { Pay } from "./pay.ts";
import type { Vacancy } from "./vacancy.ts";

const TAGS = {
  paragraph: "<p>",
  heading: "<h2>",
  bullets: "<ul>",
  bullet: "<li><p>",
};

const EMPLOYMENT_TYPES = {
  full_time: "FULL_TIME",
  part_time: "PART_TIME",
  contract: "CONTRACTOR",
  internship: "INTERN",
} satisfies Record<Vacancy["employment"], string>;

const UNITS = {
  year: "YEAR",
  month: "MONTH",
  hour: "HOUR",
} satisfies Record<Pay["period"], string>;

/** The path of an advert's own page; only the number in it counts. */
export function jobPathOf(vacancy: Vacancy): string {
  return `/jobs/${vacancy.externalId}-${slugOf(vacancy.title).toLowerCase()}`;
}

/** The advert's text as the page shows it. */
export function textOf(vacancy: Vacancy, board: BoardDefinition): string {
  return markAdvert(writeAdvertText(vacancy, board.company), TAGS);
}

function placesOf(vacancy: Vacancy) {
  if (vacancy.workplace === "remote") {
    const areas = vacancy.places.map(({ country }) => ({
      "@type": "Country",
      name: country,
    }));
    return {
      jobLocationType: "TELECOMMUTE",
      applicantLocationRequirements: areas.length === 1 ? areas[0] : areas,
    };
  }
  return {
    jobLocation: vacancy.places.map(({ city, region, code }) => ({
      "@type": "Place",
      address: {
        "@type": "PostalAddress",
        addressLocality: city,
        ...(region && { addressRegion: region }),
        addressCountry: code,
      },
    })),
  };
}

/** The JobPosting node; `escaped` writes its HTML as the text of HTML, as Teamtailor does. */
export function jobPostingOf(
  vacancy: Vacancy,
  board: BoardDefinition,
  { escaped }: { escaped: boolean },
) {
  const { origin } = new URL(board.url);
  const html = textOf(vacancy, board);
  const { pay } = vacancy;
  return {
    "@context": "http://schema.org/",
    "@type": "JobPosting",
    title: vacancy.title,
    description: escaped ? escapeHtml(html) : html,
    identifier: {
      "@type": "PropertyValue",
      name: board.company,
      value: Number(vacancy.externalId),
    },
    url: `${origin}${jobPathOf(vacancy)}`,
    datePosted: vacancy.postedAt.toISOString().replace(/\.\d+Z$/, "+00:00"),
    employmentType: EMPLOYMENT_TYPES[vacancy.employment],
    hiringOrganization: {
      "@type": "Organization",
      name: board.company,
      sameAs: origin,
      logo: `${origin}/images/logo.png`,
    },
    ...placesOf(vacancy),
    ...(pay && {
      baseSalary: {
        "@type": "MonetaryAmount",
        currency: pay.currency,
        value: {
          "@type": "QuantitativeValue",
          minValue: pay.min,
          maxValue: pay.max,
          unitText: UNITS[pay.period],
        },
      },
    }),
  };
}
