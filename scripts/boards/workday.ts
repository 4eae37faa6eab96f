/**
 * Workday's candidate experience service: a POST for every twenty adverts,
 * totals that vanish after the first page, texts only in the details.
 *
 * @module
 */
import { z } from "zod";
import type { BoardDefinition } from "./catalogue.ts";
import type { Vacancy } from "./vacancy.ts";
import { detailOf } from "./workday_detail.ts";
import { facetsOf, passesFacets } from "./workday_facets.ts";
import { type Habits, habitsOf } from "./workday_habits.ts";
import {
  externalPathOf,
  placeOf,
  remoteTypeShown,
  rowOf,
} from "./workday_row.ts";
import {
  type Answer,
  type BoardServer,
  encodedAnswer,
  jsonAnswer,
  type WireFormat,
} from "./wire_format.ts";

/** The most that some tenants show of one list. */
const SHOWN_AT_MOST = 2_000;

const PAGE_SIZE = 20;
const DAY_MS = 86_400_000;

const ListRequest = z.object({
  appliedFacets: z.record(z.string(), z.array(z.string())).default({}),
  limit: z.number().int().positive().default(PAGE_SIZE),
  offset: z.number().int().nonnegative().default(0),
  searchText: z.string().default(""),
});

type Asked = z.infer<typeof ListRequest>;

function failure(status: number, code: string): Answer {
  return jsonAnswer({
    errorCode: code,
    errorCaseId: "0000000000000000",
    httpStatus: status,
    message: "",
    messageParams: {},
  }, { status });
}

/** Puts up one board, which lists more adverts than it shows as its tenant does. */
export function createWorkdayServer(
  board: BoardDefinition,
  { forgetsTotal, beyond }: Habits = habitsOf(board),
): BoardServer {
  let shown: readonly Vacancy[] = [];
  let lists = new Map<string, ReturnType<typeof listOf>>();
  let pages = new Map<string, Uint8Array<ArrayBuffer>>();

  function listOf({ appliedFacets, searchText }: Asked) {
    const found = shown.filter((vacancy) =>
      passesFacets(vacancy, board, appliedFacets) &&
      vacancy.title.toLowerCase().includes(searchText.toLowerCase())
    );
    return { found, facets: facetsOf(found, board) };
  }

  function known(asked: Asked) {
    const key = JSON.stringify([asked.appliedFacets, asked.searchText]);
    const list = lists.get(key) ?? listOf(asked);
    lists.set(key, list);
    return list;
  }

  function page(asked: Asked, now: Date): Answer {
    const { limit, offset } = asked;
    const { found, facets } = known(asked);
    const isCapped = beyond === "wraps" || beyond === "hides";
    const total = isCapped || beyond === "understates"
      ? Math.min(found.length, SHOWN_AT_MOST)
      : found.length;
    const visible = isCapped ? found.slice(0, SHOWN_AT_MOST) : found;
    const from = beyond === "wraps" && found.length > SHOWN_AT_MOST
      ? offset % SHOWN_AT_MOST
      : offset;
    return jsonAnswer({
      total: forgetsTotal && offset > 0 ? 0 : total,
      jobPostings: visible.slice(from, from + limit)
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
      lists = new Map();
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

  createServer: (board) => createWorkdayServer(board),

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
