/**
 * Breezy's `/json`, without texts, and a page with linked data for each advert.
 *
 * @module
 */
import { formatAmount } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { createEncodedList } from "./encoded_list.ts";
import { linkedData, pageOf } from "./json_ld_page.ts";
import { jobPostingOf, textOf } from "./json_ld_posting.ts";
import { escapeHtml, slugOf } from "./markup.ts";
import type { Place } from "./places.ts";
import { randomOf, type Vacancy } from "./vacancy.ts";
import {
  encodedAnswer,
  jsonAnswer,
  textAnswer,
  type WireFormat,
} from "./wire_format.ts";

const LIST = { work: "list", part: 0 } as const;

const TYPES = {
  full_time: { id: "fullTime", name: "Full-Time" },
  part_time: { id: "partTime", name: "Part-Time" },
  contract: { id: "contract", name: "Contract" },
  internship: { id: "internship", name: "Internship" },
} satisfies Record<Vacancy["employment"], unknown>;

const SHORT_PERIODS = { year: "yr", month: "mo", hour: "hr" };

function placeOf({ city, region, country, code }: Place): string {
  return city === null
    ? `Remote - ${code ?? country}`
    : [city, region, code].filter(Boolean).join(", ");
}

function locationOf(place: Place, vacancy: Vacancy) {
  const { city, region, country, code } = place;
  return {
    country: code && { name: country, id: code },
    state: region && { name: region, id: region },
    city: city ?? "Remote",
    is_remote: vacancy.workplace === "remote",
    name: placeOf(place),
  };
}

function addressOf(vacancy: Vacancy, { url }: BoardDefinition): string {
  const slug = slugOf(vacancy.title).toLowerCase();
  return `${url}/p/${vacancy.externalId}-${slug}`;
}

function salaryOf({ pay }: Vacancy): string {
  if (!pay) return "";
  const [min, max] = [formatAmount(pay.min), formatAmount(pay.max)];
  const period = SHORT_PERIODS[pay.period];
  return pay.currency === "USD"
    ? `$${min} - $${max} / ${period}`
    : `${min} - ${max} ${pay.currency} / ${period}`;
}

function positionOf(vacancy: Vacancy, board: BoardDefinition) {
  const random = randomOf(vacancy, "breezy");
  const [place] = vacancy.places;
  const url = addressOf(vacancy, board);
  return {
    id: vacancy.externalId,
    friendly_id: url.slice(url.lastIndexOf("/") + 1),
    name: random.chance(0.04) ? `${vacancy.title} ` : vacancy.title,
    url,
    published_date: vacancy.postedAt.toISOString(),
    type: TYPES[vacancy.employment],
    location: place ? locationOf(place, vacancy) : null,
    department: random.chance(0.9) ? vacancy.department : "",
    salary: salaryOf(vacancy),
    company: {
      name: board.company,
      logo_url: null,
      friendly_id: new URL(board.url).hostname.split(".")[0],
      isMultipleLocationsEnabled: vacancy.places.length > 1,
    },
    // The first place again, where there are more.
    locations: vacancy.places.length > 1
      ? vacancy.places.map((one) => locationOf(one, vacancy))
      : [],
  };
}

function page(vacancy: Vacancy, board: BoardDefinition): string {
  const posting = {
    ...jobPostingOf(vacancy, board, { escaped: true }),
    url: addressOf(vacancy, board),
    identifier: vacancy.externalId,
  };
  return pageOf(board, {
    title: vacancy.title,
    head: linkedData(posting),
    body: `<h1>${escapeHtml(vacancy.title)}</h1>\n<div class="description">${
      textOf(vacancy, board)
    }</div>`,
  });
}

/** Boards on Breezy. */
export const breezy: WireFormat = {
  spellsPlacesOut: false,
  advertsOfOneJob: 1,
  unlistedShare: 0,
  externalId: (random) => random.uuid().replaceAll("-", "").slice(0, 12),

  address: (url) => ({ host: url.host, path: "" }),

  createServer(board) {
    let shown: readonly Vacancy[] = [];
    const all = createEncodedList((vacancy) => positionOf(vacancy, board));
    return {
      show(vacancies) {
        shown = vacancies;
        all.show(vacancies, "[", "]");
      },
      answer({ rest }) {
        if (rest === "/json") return encodedAnswer(all.bytes(), LIST);
        const id = /^\/p\/([0-9a-f]{12})(?:-[^/]*)?$/.exec(rest)?.[1];
        const found = shown.find(({ externalId }) => externalId === id);
        return found
          ? textAnswer(page(found, board), { part: found.externalId })
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

  notFound: () =>
    textAnswer(
      "<!DOCTYPE html><html><head><title>Not found</title></head><body><h1>Page not found</h1></body></html>",
      { status: 404 },
    ),
};
