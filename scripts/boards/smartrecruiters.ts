/**
 * SmartRecruiters' public postings API: pages of a hundred, texts and the job's
 * id only in the details, and an empty list for a company that is not there.
 *
 * @module
 */
import {
  commonPartOf,
  detailOf,
  identifierOf,
  locationOf,
} from "./smartrecruiters_advert.ts";
import type { Vacancy } from "./vacancy.ts";
import {
  type Answer,
  encodedAnswer,
  jsonAnswer,
  wholeNumber,
  type WireFormat,
} from "./wire_format.ts";

const PAGE_SIZE = 100;

function pageOf(
  content: readonly unknown[],
  { offset, limit, totalFound }: Record<
    "offset" | "limit" | "totalFound",
    number
  >,
): Answer {
  return jsonAnswer({ offset, limit, totalFound, content }, {
    work: "list",
    part: offset,
  });
}

/** "Warsaw, , Poland" and "Poland, REMOTE, Poland" as a person would say it. */
function readablePlace(fullLocation: string): string {
  const parts = fullLocation.split(", ").filter((part) =>
    part !== "" && part.toLowerCase() !== "remote"
  );
  return [...new Set(parts)].join(", ");
}

/** Companies on SmartRecruiters. */
export const smartrecruiters: WireFormat = {
  spellsPlacesOut: false,
  advertsOfOneJob: 3,
  unlistedShare: 0,
  externalId: (random) => `744000${random.integer(100_000_000, 999_999_999)}`,
  ignoresCase: true,

  address: (url) => ({
    host: "api.smartrecruiters.com",
    path: `/v1/companies${url.pathname}`,
  }),

  createServer(board) {
    let shown: readonly Vacancy[] = [];
    let pages = new Map<string, Uint8Array<ArrayBuffer>>();

    function list(query: URLSearchParams): Answer {
      const offset = wholeNumber(query, "offset") ?? 0;
      const limit = Math.min(
        PAGE_SIZE,
        wholeNumber(query, "limit") ?? PAGE_SIZE,
      );
      const cached = pages.get(`${offset} ${limit}`);
      if (cached) return encodedAnswer(cached, { work: "list", part: offset });
      const content = shown.slice(offset, offset + limit).map((vacancy) => ({
        ...commonPartOf(vacancy, board),
        ref: `https://api.smartrecruiters.com/v1/companies/${
          identifierOf(board)
        }/postings/${vacancy.externalId}`,
      }));
      const totalFound = shown.length;
      const answer = pageOf(content, { offset, limit, totalFound });
      pages.set(`${offset} ${limit}`, answer.body);
      return answer;
    }

    return {
      show(vacancies) {
        shown = vacancies;
        pages = new Map();
      },
      answer({ rest, query }) {
        if (rest === "/postings") return list(query);
        const found = shown.find(({ externalId }) =>
          rest === `/postings/${externalId}`
        );
        return found
          ? jsonAnswer(detailOf(found, board), { part: found.externalId })
          : null;
      },
      answerEmpty: () =>
        pageOf([], { offset: 0, limit: PAGE_SIZE, totalFound: 0 }),
      listParts: () =>
        Array.from(
          { length: Math.max(1, Math.ceil(shown.length / PAGE_SIZE)) },
          (_, at) => ({ work: "list", part: at * PAGE_SIZE }),
        ),
    };
  },

  truth: (vacancy) => ({
    externalId: vacancy.externalId,
    title: vacancy.title,
    locations: [readablePlace(locationOf(vacancy).fullLocation)],
    // Both flags are false as well where a company never said.
    workplace: vacancy.workplace === "onsite" ? null : vacancy.workplace,
    listed: vacancy.listed,
  }),

  // The answer for a company that does not exist is a list without postings.
  notFound: ({ rest }) =>
    rest.endsWith("/postings")
      ? pageOf([], { offset: 0, limit: PAGE_SIZE, totalFound: 0 })
      : jsonAnswer({ message: "Not Found" }, { status: 404 }),
};
