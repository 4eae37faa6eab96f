/**
 * Workday's candidate experience service: a POST for every twenty adverts,
 * totals that vanish after the first page, texts only in the details.
 *
 * @module
 */
import { z } from "zod";
import { seedOf } from "./random.ts";
import type { Vacancy } from "./vacancy.ts";
import { detailOf } from "./workday_detail.ts";
import { type Facet, facetsOf, passesFacets } from "./workday_facets.ts";
import {
  externalPathOf,
  placeOf,
  remoteTypeShown,
  rowOf,
} from "./workday_row.ts";
import {
  type Answer,
  encodedAnswer,
  jsonAnswer,
  type WireFormat,
} from "./wire_format.ts";

const PAGE_SIZE = 20;
const DAY_MS = 86_400_000;

const ListRequest = z.object({
  appliedFacets: z.record(z.string(), z.array(z.string())).default({}),
  limit: z.number().int().positive().default(PAGE_SIZE),
  offset: z.number().int().nonnegative().default(0),
  searchText: z.string().default(""),
});

function failure(status: number, code: string): Answer {
  return jsonAnswer({
    errorCode: code,
    errorCaseId: "0000000000000000",
    httpStatus: status,
    message: "",
    messageParams: {},
  }, { status });
}

/** Career sites on Workday. */
export const workday: WireFormat = {
  spellsPlacesOut: false,
  advertsOfOneJob: 1,
  unlistedShare: 0,
  externalId: (random) => `JR${random.integer(1_900_000, 2_099_999)}`,

  address(url) {
    const [tenant] = url.host.split(".");
    return { host: url.host, path: `/wday/cxs/${tenant}${url.pathname}` };
  },

  createServer(board) {
    let shown: readonly Vacancy[] = [];
    let facets: readonly Facet[] = [];
    let pages = new Map<string, Uint8Array<ArrayBuffer>>();
    // Half of the tenants answer a total of 0 on every page but the first.
    const forgetsTotal = seedOf(board.company, "total") % 2 === 0;

    function page(
      { appliedFacets, limit, offset, searchText }: z.infer<typeof ListRequest>,
      now: Date,
    ): Answer {
      const found = shown.filter((vacancy) =>
        passesFacets(vacancy, board, appliedFacets) &&
        vacancy.title.toLowerCase().includes(searchText.toLowerCase())
      );
      return jsonAnswer({
        total: forgetsTotal && offset > 0 ? 0 : found.length,
        jobPostings: found.slice(offset, offset + limit)
          .map((vacancy) => rowOf(vacancy, board, now)),
        facets,
        userAuthenticated: false,
      }, { work: "list", part: offset });
    }

    function list(body: unknown, now: Date): Answer {
      const asked = ListRequest.safeParse(body ?? {});
      if (!asked.success || asked.data.limit > PAGE_SIZE) {
        return failure(400, "HTTP_400");
      }
      const today = Math.floor(now.getTime() / DAY_MS);
      const key = JSON.stringify([today, asked.data]);
      const cached = pages.get(key);
      const { offset } = asked.data;
      if (cached) return encodedAnswer(cached, { work: "list", part: offset });
      const answer = page(asked.data, now);
      pages.set(key, answer.body);
      return answer;
    }

    return {
      show(vacancies) {
        shown = vacancies;
        facets = facetsOf(vacancies, board);
        pages = new Map();
      },
      answer({ method, rest, body, now }) {
        if (rest === "/jobs") {
          return method === "POST"
            ? list(body, now)
            : failure(405, "METHOD_NOT_ALLOWED");
        }
        const found = shown.find((vacancy) =>
          externalPathOf(vacancy, board) === rest
        );
        return found
          ? jsonAnswer(detailOf(found, board, now), { part: found.externalId })
          : null;
      },
      answerEmpty: () =>
        jsonAnswer({
          total: 0,
          jobPostings: [],
          facets: [],
          userAuthenticated: false,
        }, { work: "list", part: 0 }),
      listParts: () =>
        Array.from(
          { length: Math.max(1, Math.ceil(shown.length / PAGE_SIZE)) },
          (_, at) => ({ work: "list", part: at * PAGE_SIZE }),
        ),
    };
  },

  truth(vacancy, board) {
    const says = vacancy.workplace === "remote" ||
      remoteTypeShown(board) !== "never";
    return {
      externalId: vacancy.externalId,
      title: vacancy.title,
      locations: vacancy.places.map((place) => placeOf(place, board)),
      workplace: says ? vacancy.workplace : null,
      listed: vacancy.listed,
    };
  },

  notFound: () => failure(404, "S21"),
};
