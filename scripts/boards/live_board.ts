/**
 * One simulated board with what it lists at the moment.
 *
 * @module
 */
import { ashby } from "./ashby.ts";
import { bamboohr } from "./bamboohr.ts";
import { breezy } from "./breezy.ts";
import type { BoardDefinition } from "./catalogue.ts";
import type { Fault } from "./faults.ts";
import { greenhouse } from "./greenhouse.ts";
import { jsonLd } from "./json_ld.ts";
import { lever } from "./lever.ts";
import { personio } from "./personio.ts";
import { pinpoint } from "./pinpoint.ts";
import { createRandom, type Random, seedOf } from "./random.ts";
import { recruitee } from "./recruitee.ts";
import { rippling } from "./rippling.ts";
import { smartrecruiters } from "./smartrecruiters.ts";
import { teamtailor } from "./teamtailor.ts";
import { createVacancies, type Dating, type Vacancy } from "./vacancy.ts";
import type { Address, BoardServer, WireFormat } from "./wire_format.ts";
import { workable } from "./workable.ts";
import { workday } from "./workday.ts";

/** The wire format of each provider. */
export const WIRE_FORMATS: Record<BoardDefinition["provider"], WireFormat> = {
  greenhouse,
  lever,
  ashby,
  workday,
  smartrecruiters,
  workable,
  recruitee,
  rippling,
  pinpoint,
  personio,
  breezy,
  bamboohr,
  teamtailor,
  json_ld: jsonLd,
};

const FEWEST_POSTINGS = 3;
const OLDEST_DAYS = 150;

/** A board that is up, and how it is doing. */
export interface LiveBoard {
  readonly definition: BoardDefinition;
  readonly format: WireFormat;
  readonly address: Address;
  readonly server: BoardServer;
  /** Every id that was ever given: ids of the gone are not given again. */
  readonly ids: Set<string>;
  /** Newest first. */
  vacancies: readonly Vacancy[];
  fault: Fault | null;
  requests: number;
  /** Those before the fault. */
  soundRequests: number;
  bytes: number;
}

/** The adverts of one new job, none of them with an id that was there before. */
export function openJob(
  board: Pick<LiveBoard, "definition" | "format" | "ids">,
  random: Random,
  dating: Dating,
): Vacancy[] {
  return createVacancies(board.definition, board.format, random, dating)
    .filter(({ externalId }) => {
      const isNew = !board.ids.has(externalId);
      board.ids.add(externalId);
      return isNew;
    });
}

/** Puts a board up with all that it lists on its first day. */
export function createLiveBoard(
  definition: BoardDefinition,
  { seed, today, postingsScale }: {
    seed: number;
    today: Date;
    postingsScale: number;
  },
): LiveBoard {
  const format = WIRE_FORMATS[definition.provider];
  const ids = new Set<string>();
  const random = createRandom(seedOf(seed, definition.company));
  const count = Math.max(
    FEWEST_POSTINGS,
    Math.round(definition.postings * postingsScale),
  );
  const dating = { now: today, maxAgeDays: OLDEST_DAYS };
  const vacancies: Vacancy[] = [];
  while (vacancies.length < count) {
    vacancies.push(...openJob({ definition, format, ids }, random, dating));
  }
  vacancies.length = count;
  vacancies.sort((a, b) => b.postedAt.getTime() - a.postedAt.getTime());

  const server = format.createServer(definition);
  server.show(vacancies);
  return {
    definition,
    format,
    address: format.address(new URL(definition.url)),
    server,
    ids,
    vacancies,
    fault: null,
    requests: 0,
    soundRequests: 0,
    bytes: 0,
  };
}
