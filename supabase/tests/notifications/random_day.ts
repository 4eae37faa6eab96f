/**
 * Whatever can happen between a board and a receiver, as steps that a random
 * sequence is made of. Imported by tests only.
 *
 * @module
 */
import fc from "fast-check";
import type { Database } from "../../../scripts/stack/database.ts";
import type { Row } from "../../functions/_shared/rows.ts";
import { posting, report } from "../testing/builders.ts";
import { createDoors } from "../testing/doors.ts";
import { begun, expireLease } from "../testing/scans.ts";
import type { Manner, Receiver } from "./receiver.ts";
import type { Death, Sending } from "./sending.ts";

/** How a posting stands in a listing: sure, to be settled by details (or not yet), of another filter. */
const STANDINGS = [
  "absent",
  "match",
  "later yes",
  "later no",
  "never told",
  "other",
] as const;
type Standing = typeof STANDINGS[number];

export type Step =
  | { is: "scan"; board: number; listing: Standing[]; dies: boolean }
  | { is: "deliver"; manner: Manner; death: Death; twice: boolean }
  | {
    is:
      | "lose the queue"
      | "leases run out"
      | "the hour strikes"
      | "tick"
      | "test";
  }
  | { is: "dismiss"; board: number; posting: number };

const BOARDS = 2;
const POSTINGS = 4;
const MANNERS: readonly Manner[] = [
  "takes",
  "takes",
  "breaks before",
  "breaks after",
  500,
  429,
  404,
];
const DEATHS: readonly Death[] = [
  "none",
  "none",
  "before the post",
  "after the post",
];

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant("scan" as const),
      board: fc.nat(BOARDS - 1),
      listing: fc.array(fc.constantFrom(...STANDINGS), {
        minLength: POSTINGS,
        maxLength: POSTINGS,
      }),
      dies: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant("deliver" as const),
      manner: fc.constantFrom(...MANNERS),
      death: fc.constantFrom(...DEATHS),
      twice: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constantFrom(
        "lose the queue" as const,
        "leases run out" as const,
        "the hour strikes" as const,
        "tick" as const,
        "test" as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant("dismiss" as const),
      board: fc.nat(BOARDS - 1),
      posting: fc.nat(POSTINGS - 1),
    }),
  },
);

export interface Day {
  readonly database: Database;
  readonly sending: Sending;
  readonly receiver: Receiver;
  /** Ids of the sources. */
  readonly boards: readonly number[];
}

function idOf(board: number, at: number): string {
  return `${board}${at}`;
}

function listed(
  board: number,
  listing: readonly Standing[],
): { rows: Row[]; details: Row[] } {
  const rows: Row[] = [];
  const details: Row[] = [];
  listing.forEach((standing, at) => {
    if (standing === "absent") return;
    const id = idOf(board, at);
    const filters = standing === "other" ? ["other"] : ["all"];
    const isSure = standing === "match" || standing === "other";
    rows.push(posting(id, {
      filters,
      url: `https://boards.example/${id}`,
      ...(!isSure &&
        {
          verdict: "provisional",
          description: null,
          unknown: ["description"],
        }),
    }));
    if (standing === "later yes" || standing === "later no") {
      const verdict = standing === "later yes" ? "match" : "rejected";
      details.push({
        external_id: id,
        verdict,
        filters: verdict === "match" ? filters : [],
        score_reasons: [],
      });
    }
  });
  return { rows, details };
}

async function scan(
  { database, boards }: Day,
  { board, listing, dies }: Extract<Step, { is: "scan" }>,
) {
  const source = boards[board] ?? 0;
  const doors = createDoors(database);
  const scanId = await begun(database, source);
  const { rows, details } = listed(board, listing);
  const { lacking } = await doors.finish(
    scanId,
    report(rows, { has_details: true }),
  );
  if (lacking.length === 0) return;
  const known = details.filter(({ external_id }) =>
    lacking.some((one) => one.external_id === external_id)
  );
  await doors.saveDetails(scanId, known, !dies);
  if (!dies) return;
  await expireLease(database, source);
  await database.query("select scanner.dispatch()");
}

/** Takes a step of the day. */
export async function take(day: Day, step: Step): Promise<void> {
  const { database, sending, receiver, boards } = day;
  switch (step.is) {
    case "scan":
      return await scan(day, step);
    case "deliver": {
      receiver.meets(step.manner);
      for (const id of await sending.takeQueue()) {
        await sending.run(id, step.death);
        if (step.twice) await sending.run(id);
      }
      return;
    }
    case "lose the queue":
      return void await sending.takeQueue();
    case "leases run out":
      await sending.expireLeases();
      return void await sending.tick();
    case "the hour strikes":
      await sending.strike();
      return void await sending.tick();
    case "tick":
      return void await sending.tick();
    case "test":
      return void await database.query(
        "select public.test_notification('each')",
      );
    case "dismiss":
      return void await database.query(
        `update public.job_postings set status = 'dismissed'
         where source_id = $1::text::bigint and external_id = $2::text and status = 'new'`,
        [boards[step.board], idOf(step.board, step.posting)],
      );
  }
}

/** Everything works again, for as long as it takes until nothing waits. */
export async function heal({ sending, receiver }: Day): Promise<void> {
  receiver.meets("takes");
  await sending.takeQueue();
  await sending.expireLeases();
  await sending.tick();
  do {
    await sending.strike();
    await sending.tick();
  } while (await sending.drain() > 0);
}
