/**
 * Personio's XML feed: one answer, a position repeated for each of its offices,
 * texts only in the language that was asked for.
 *
 * @module
 */
import { type AdvertText, writeAdvertText } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { escapeHtml, markParagraphs, markSection } from "./markup.ts";
import type { Place } from "./places.ts";
import { randomOf, type Vacancy } from "./vacancy.ts";
import { type Answer, textAnswer, type WireFormat } from "./wire_format.ts";

const XML = {
  work: "list",
  contentType: "text/xml; charset=UTF-8",
} as const;

const TAGS = {
  paragraph: "<p>",
  heading: "<strong>",
  bullets: "<ul>",
  bullet: "<li>",
};

const KINDS = {
  full_time: ["permanent", "full-time"],
  part_time: ["permanent", "part-time"],
  contract: ["freelance", "full-time"],
  internship: ["intern", "full-time"],
} satisfies Record<Vacancy["employment"], [string, string]>;

const PERIODS = { year: "yearly", month: "monthly", hour: "hourly" };

function officeOf({ city, country }: Place): string {
  return city ?? `Remote (${country})`;
}

/** Some adverts are kept in the company's own language only. */
function isInEnglish(vacancy: Vacancy): boolean {
  return randomOf(vacancy, "language").chance(0.8);
}

/** Two offices are two positions, or one position with another office. */
function repeats(vacancy: Vacancy): boolean {
  return randomOf(vacancy, "positions").chance(0.5);
}

function sectionsOf(text: AdvertText): string {
  const section = (name: string, html: string) =>
    `<jobDescription>\n<name>${name}</name>\n<value>\n<![CDATA[${html}]]>\n</value>\n</jobDescription>`;
  return [
    section(
      "About the role",
      markParagraphs([...text.introduction, ...text.about], TAGS),
    ),
    section("Your tasks", markSection("You will", text.duties, TAGS)),
    section("Your profile", markSection("You bring", text.requirements, TAGS)),
    section("What we offer", markSection("We offer", text.benefits, TAGS)),
  ].join("\n");
}

function payOf({ pay }: Vacancy): string {
  return pay
    ? `<salaryInformation><min>${pay.min.toFixed(2)}</min><max>${
      pay.max.toFixed(2)
    }</max><currencySymbol>${pay.currency}</currencySymbol><currencyCode>${pay.currency}</currencyCode><type>${
      PERIODS[pay.period]
    }</type></salaryInformation>\n`
    : "";
}

function positionOf(
  vacancy: Vacancy,
  board: BoardDefinition,
  offices: readonly string[],
  withText: boolean,
): string {
  const [kind, schedule] = KINDS[vacancy.employment];
  const [office = "", ...others] = offices.map(escapeHtml);
  const sections = withText
    ? sectionsOf(writeAdvertText(vacancy, board.company))
    : "";
  return `<position>
<id>${vacancy.externalId}</id>
<subcompany>${escapeHtml(board.company)} GmbH &amp; Co. KG</subcompany>
<office>${office}</office>
${
    others.length > 0
      ? `<additionalOffices>\n${
        others.map((other) => `<office>${other}</office>`).join("\n")
      }\n</additionalOffices>\n`
      : ""
  }<department>${escapeHtml(vacancy.department)}</department>
<recruitingCategory>${escapeHtml(vacancy.team)}</recruitingCategory>
<name>${escapeHtml(vacancy.title)}</name>
<jobDescriptions>
${sections}
</jobDescriptions>
<employmentType>${kind}</employmentType>
<seniority>experienced</seniority>
<schedule>${schedule}</schedule>
<createdAt>${
    vacancy.postedAt.toISOString().replace(/\.\d+Z$/, "+00:00")
  }</createdAt>
${payOf(vacancy)}</position>`;
}

function feedOf(
  vacancies: readonly Vacancy[],
  board: BoardDefinition,
  language: string | null,
): Answer {
  const positions = vacancies.flatMap((vacancy) => {
    const offices = vacancy.places.map(officeOf);
    const withText = language === null || isInEnglish(vacancy);
    return (repeats(vacancy) ? offices.map((office) => [office]) : [offices])
      .map((some) => positionOf(vacancy, board, some, withText));
  });
  return textAnswer(
    `<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs>\n${
      positions.join("\n")
    }\n</workzag-jobs>\n`,
    { ...XML, part: language ?? 0 },
  );
}

/** Boards on Personio. */
export const personio: WireFormat = {
  spellsPlacesOut: false,
  advertsOfOneJob: 1,
  unlistedShare: 0,
  externalId: (random) => String(random.integer(1_000_000, 2_999_999)),

  address: (url) => ({ host: url.host, path: "" }),

  createServer(board) {
    let shown: readonly Vacancy[] = [];
    let feeds = new Map<string | null, Answer>();
    return {
      show(vacancies) {
        shown = vacancies;
        feeds = new Map();
      },
      answer({ rest, query }) {
        if (rest !== "/xml") return null;
        const language = query.get("language");
        const feed = feeds.get(language) ?? feedOf(shown, board, language);
        feeds.set(language, feed);
        return feed;
      },
      answerEmpty: () => feedOf([], board, null),
      listParts:
        () => [{ work: "list", part: "en" }, { work: "list", part: 0 }],
    };
  },

  truth: (vacancy) => ({
    externalId: vacancy.externalId,
    title: vacancy.title,
    locations: vacancy.places.map(officeOf),
    workplace: vacancy.workplace === "remote" ? "remote" : null,
    listed: true,
  }),

  notFound: () =>
    textAnswer(
      "<!DOCTYPE html><html><head><title>Page not found</title></head><body><h1>404</h1></body></html>",
      { status: 404 },
    ),
};
