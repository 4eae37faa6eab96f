/**
 * Teamtailor's JSON Feed: a hundred adverts a page, each with a whole JobPosting.
 *
 * @module
 */
import type { BoardDefinition } from "./catalogue.ts";
import { jobPathOf, jobPostingOf, textOf } from "./json_ld_posting.ts";
import { createRandom, seedOf } from "./random.ts";
import type { Vacancy } from "./vacancy.ts";
import {
  type Answer,
  jsonAnswer,
  wholeNumber,
  type WireFormat,
} from "./wire_format.ts";

const FEED = "/jobs.json";
const PAGE_SIZE = 100;

/** The number that stands in an advert's address. */
function numbered(vacancy: Vacancy): Vacancy {
  const random = createRandom(seedOf(vacancy.externalId));
  return {
    ...vacancy,
    externalId: String(random.integer(5_000_000, 7_999_999)),
  };
}

function itemOf(vacancy: Vacancy, board: BoardDefinition) {
  const { origin } = new URL(board.url);
  const inAddress = numbered(vacancy);
  return {
    id: vacancy.externalId,
    title: vacancy.title,
    url: `${origin}${jobPathOf(inAddress)}`,
    content_html: textOf(vacancy, board),
    date_published: vacancy.postedAt.toISOString()
      .replace(/\.\d+Z$/, "+00:00"),
    _jobposting: jobPostingOf(inAddress, board, { escaped: false }),
  };
}

/** One page of a site's feed. */
function feedOf(
  vacancies: readonly Vacancy[],
  board: BoardDefinition,
  page: number,
): Answer {
  const { origin } = new URL(board.url);
  const end = page * PAGE_SIZE;
  return jsonAnswer({
    version: "https://jsonfeed.org/version/1.1",
    title: board.company,
    home_page_url: `${origin}/jobs`,
    feed_url: `${origin}${FEED}`,
    ...(end < vacancies.length && {
      next_url: `${origin}${FEED}?page=${page + 1}&per_page=${PAGE_SIZE}`,
    }),
    items: vacancies.slice(end - PAGE_SIZE, end)
      .map((vacancy) => itemOf(vacancy, board)),
  }, {
    work: "list",
    part: page,
    contentType: "application/feed+json; charset=utf-8",
  });
}

/** Career sites on Teamtailor. */
export const teamtailor: WireFormat = {
  spellsPlacesOut: false,
  advertsOfOneJob: 1,
  unlistedShare: 0,
  externalId: (random) => random.uuid(),

  address: (url) => ({ host: url.host, path: "" }),

  createServer(board) {
    let shown: readonly Vacancy[] = [];
    let pages = new Map<number, Answer>();
    return {
      show(vacancies) {
        shown = vacancies;
        pages = new Map();
      },
      answer({ rest, query }) {
        if (rest !== FEED) return null;
        const number = Math.max(1, wholeNumber(query, "page") ?? 1);
        const page = pages.get(number) ?? feedOf(shown, board, number);
        pages.set(number, page);
        return page;
      },
      answerEmpty: () => feedOf([], board, 1),
      listParts: () =>
        Array.from(
          { length: Math.max(1, Math.ceil(shown.length / PAGE_SIZE)) },
          (_, at) => ({ work: "list" as const, part: at + 1 }),
        ),
    };
  },

  truth: (vacancy) => ({
    externalId: vacancy.externalId,
    title: vacancy.title,
    locations: vacancy.places.map(({ city, region, country, code }) =>
      city === null ? country : [city, region, code].filter(Boolean).join(", ")
    ),
    workplace: vacancy.workplace === "remote" ? "remote" : null,
    listed: true,
  }),

  notFound: () => jsonAnswer({ error: "Not Found" }, { status: 404 }),
};
