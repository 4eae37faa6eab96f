/**
 * Greenhouse's board API: one answer for the whole board, HTML as escaped text.
 *
 * @module
 */
import { createEncodedList } from "./encoded_list.ts";
import {
  fullJob,
  lightJob,
  payRangesOf,
  placesOf,
  workModelOf,
} from "./greenhouse_job.ts";
import type { Vacancy } from "./vacancy.ts";
import { encodedAnswer, jsonAnswer, type WireFormat } from "./wire_format.ts";

const LIST = { work: "list", part: 0 } as const;

/** Boards on Greenhouse. */
export const greenhouse: WireFormat = {
  spellsPlacesOut: true,
  advertsOfOneJob: 4,
  unlistedShare: 0,
  externalId: (random) => String(random.integer(4_000_000_000, 8_999_999_999)),

  address: (url) => ({
    host: "boards-api.greenhouse.io",
    path: `/v1/boards${url.pathname}`,
  }),

  createServer(board) {
    let shown: readonly Vacancy[] = [];
    let light = createEncodedList((vacancy) => lightJob(vacancy, board));
    let lightIsStale = true;
    const full = createEncodedList((vacancy) => fullJob(vacancy, board));
    const closing = (total: number) => `],"meta":{"total":${total}}}`;

    return {
      show(vacancies) {
        shown = vacancies;
        lightIsStale = true;
        full.show(vacancies, '{"jobs":[', closing(vacancies.length));
      },
      answer({ rest, query }) {
        if (rest === "") {
          return jsonAnswer({ name: board.company, content: "" });
        }
        if (rest === "/jobs") {
          if (query.get("content") === "true") {
            return encodedAnswer(full.bytes(), LIST);
          }
          if (lightIsStale) {
            light = createEncodedList((vacancy) => lightJob(vacancy, board));
            light.show(shown, '{"jobs":[', closing(shown.length));
            lightIsStale = false;
          }
          return encodedAnswer(light.bytes(), LIST);
        }
        const id = /^\/jobs\/(\d+)$/.exec(rest)?.[1];
        const found = shown.find(({ externalId }) => externalId === id);
        if (!found) return null;
        return jsonAnswer({
          ...fullJob(found, board),
          ...(query.get("pay_transparency") === "true" &&
            { pay_input_ranges: payRangesOf(found) }),
        }, { part: found.externalId });
      },
      answerEmpty: () => jsonAnswer({ jobs: [], meta: { total: 0 } }, LIST),
      listParts: () => [LIST],
    };
  },

  truth(vacancy, board) {
    const model = workModelOf(vacancy);
    return {
      externalId: vacancy.externalId,
      title: vacancy.title,
      locations: placesOf(vacancy, board),
      workplace: vacancy.workplace === "remote"
        ? "remote"
        : model === "Hybrid"
        ? "hybrid"
        : model === "In-Office"
        ? "onsite"
        : null,
      listed: vacancy.listed,
    };
  },

  notFound: () =>
    jsonAnswer({ status: 404, error: "Job not found" }, { status: 404 }),
};
