/**
 * Lever's postings API: a bare array, its texts both as HTML and as plain text.
 *
 * @module
 */
import { writeAdvertText } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { createEncodedList } from "./encoded_list.ts";
import { escapeHtml, markParagraphs, markSection } from "./markup.ts";
import type { Pay } from "./pay.ts";
import { randomOf, type Vacancy } from "./vacancy.ts";
import {
  encodedAnswer,
  jsonAnswer,
  textAnswer,
  wholeNumber,
  type WireFormat,
} from "./wire_format.ts";

const LIST = { work: "list", part: 0 } as const;

const TAGS = {
  paragraph: '<div><span style="font-size: 11pt;">',
  heading: "<b>",
  bullets: "<ul>",
  bullet: "<li>",
};

const COMMITMENTS = {
  full_time: ["Full-time", "Regular Full Time (Salary)", "Permanent"],
  part_time: ["Part-time"],
  contract: ["Contract", "Contractor"],
  internship: ["Intern"],
} satisfies Record<Vacancy["employment"], string[]>;

const INTERVALS = {
  year: "per-year-salary",
  month: "per-month-salary",
  hour: "per-hour-wage",
} satisfies Record<Pay["period"], string>;

function placesOf({ places }: Vacancy): string[] {
  return places.map(({ city, region, country }) =>
    city === null ? `Remote - ${country}` : `${city}, ${region ?? country}`
  );
}

function workplaceTypeOf(vacancy: Vacancy) {
  const random = randomOf(vacancy, "workplace");
  if (vacancy.workplace === "remote") return "remote";
  if (random.chance(0.25)) return "unspecified";
  if (vacancy.workplace === "hybrid") return "hybrid";
  return random.chance(0.1) ? "onsite" : "on-site";
}

function salaryOf({ pay }: Vacancy) {
  if (!pay) return {};
  const { min, max, currency, period } = pay;
  const blurb = "The range depends on location, level and experience.";
  return {
    salaryRange: { interval: INTERVALS[period], currency, min, max },
    salaryDescription: `<div>${blurb}</div>`,
    salaryDescriptionPlain: blurb,
  };
}

function bullets(title: string, texts: readonly string[]) {
  return {
    text: title,
    content: texts.map((line) => `\n<li>${escapeHtml(line)}</li>`).join(""),
  };
}

function postingOf(vacancy: Vacancy, board: BoardDefinition) {
  const random = randomOf(vacancy, "lever");
  const text = writeAdvertText(vacancy, board.company);
  const opening = markParagraphs(text.introduction, TAGS);
  const openingPlain = text.introduction.join("\n");
  const descriptionBody = markParagraphs(text.about, TAGS);
  const descriptionBodyPlain = text.about.join("\n");
  const locations = placesOf(vacancy);
  const hostedUrl = `${board.url}/${vacancy.externalId}`;
  return {
    additionalPlain: [...text.benefits, ...text.closing].join("\n"),
    additional: [
      markSection("What we offer", text.benefits, TAGS),
      markParagraphs(text.closing, TAGS),
    ].join("\n"),
    categories: {
      commitment: random.pick(COMMITMENTS[vacancy.employment]),
      ...(random.chance(0.9) && { department: vacancy.department }),
      location: locations[0],
      ...(random.chance(0.95) && { team: vacancy.team }),
      allLocations: locations,
    },
    createdAt: vacancy.postedAt.getTime(),
    descriptionPlain: `${openingPlain}\n${descriptionBodyPlain}`,
    description: `${opening}<div><br></div>${descriptionBody}`,
    id: vacancy.externalId,
    lists: [
      bullets("What you will do", text.duties),
      bullets("What you bring", text.requirements),
      bullets("Nice to have", text.extras),
    ],
    text: random.chance(0.04) ? `${vacancy.title} ` : vacancy.title,
    country: vacancy.places[0]?.code ?? null,
    workplaceType: workplaceTypeOf(vacancy),
    ...salaryOf(vacancy),
    opening,
    openingPlain,
    descriptionBody,
    descriptionBodyPlain,
    hostedUrl,
    applyUrl: `${hostedUrl}/apply`,
  };
}

/** Sites on Lever, global and EU. */
export const lever: WireFormat = {
  spellsPlacesOut: true,
  advertsOfOneJob: 1,
  unlistedShare: 0,
  externalId: (random) => random.uuid(),

  // An EU board is unknown on the global host, and the other way round.
  address: (url) => ({
    host: url.host.replace(/^jobs\./, "api."),
    path: `/v0/postings${url.pathname}`,
  }),

  createServer(board) {
    let shown: readonly Vacancy[] = [];
    const all = createEncodedList((vacancy) => postingOf(vacancy, board));

    return {
      show(vacancies) {
        shown = vacancies;
        all.show(vacancies, "[", "]");
      },
      answer({ rest, query, accept }) {
        if (query.get("mode") !== "json" && accept.includes("text/html")) {
          return textAnswer(
            `<!DOCTYPE html><html><head><title>Derby App</title></head><body><h1>${
              escapeHtml(board.company)
            }</h1></body></html>`,
          );
        }
        if (rest === "") {
          const skip = wholeNumber(query, "skip") ?? 0;
          const limit = wholeNumber(query, "limit");
          if (skip === 0 && limit === null) {
            return encodedAnswer(all.bytes(), LIST);
          }
          const page = shown.slice(skip, skip + (limit ?? shown.length));
          return jsonAnswer(page.map((vacancy) => postingOf(vacancy, board)), {
            work: "list",
            part: skip,
          });
        }
        const found = shown.find(({ externalId }) => `/${externalId}` === rest);
        return found
          ? jsonAnswer(postingOf(found, board), { part: found.externalId })
          : null;
      },
      answerEmpty: () => jsonAnswer([], LIST),
      listParts: () => [LIST],
    };
  },

  truth(vacancy) {
    const workplaces = {
      remote: "remote",
      hybrid: "hybrid",
      onsite: "onsite",
      "on-site": "onsite",
      unspecified: null,
    } as const;
    return {
      externalId: vacancy.externalId,
      title: vacancy.title,
      locations: placesOf(vacancy),
      workplace: workplaces[workplaceTypeOf(vacancy)],
      listed: vacancy.listed,
    };
  },

  notFound: () =>
    jsonAnswer({ ok: false, error: "Document not found" }, { status: 404 }),
};
