/**
 * Whatever happens between a board and a receiver, in whatever order: a posting
 * is told once to each notification, and everything that is to be told is.
 * BOARDSCAN_MODEL_RUNS says how many sequences are drawn: one for 25 of the
 * scanner's own model.
 */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Day, heal, step, take } from "./notifications/random_day.ts";
import { createReceiver } from "./notifications/receiver.ts";
import { createSending } from "./notifications/sending.ts";
import {
  createReset,
  filter,
  openTestDatabase,
  rows,
  source,
} from "./testing.ts";

const numRuns = Number(Deno.env.get("BOARDSCAN_MODEL_RUNS") ?? 1_000) / 25;
const NAMES = ["each", "every hour", "of a filter"];

async function begin(
  reset: () => Promise<void>,
  database: Day["database"],
): Promise<Day> {
  await reset();
  await database.execute(`
    update scanner.settings set project_url = 'http://functions.example';
    select public.add_notification('each', 'https://receiver.example/1');
    select public.add_notification('every hour', 'https://receiver.example/2', schedule => 'hourly');`);
  await filter(database);
  await filter(database, { name: "other" });
  await database.query(
    "select public.add_notification('of a filter', 'https://receiver.example/3', 'all')",
  );
  const receiver = createReceiver();
  return {
    database,
    receiver,
    sending: createSending(database, receiver),
    boards: [await source(database), await source(database)],
  };
}

/** The adverts that a notification was told of, in the order in which it was. */
function told({ receiver }: Day, name: string): string[] {
  return receiver.messages().filter(({ notification }) => notification === name)
    .flatMap(({ postings }) => postings.map(({ url }) => url));
}

Deno.test("two digests of one notification never carry the same posting, a retry is the same message, and nothing is lost", async () => {
  const database = await openTestDatabase();
  try {
    const reset = await createReset(database);
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 30, size: "max" }),
        async (steps) => {
          const day = await begin(reset, database);
          for (const one of steps) {
            await take(day, one);
            assertEquals(day.receiver.faults, []);
            for (const name of NAMES) {
              assertEquals(
                new Set(told(day, name)).size,
                told(day, name).length,
                name,
              );
            }
          }
          await heal(day);
          assertEquals(day.receiver.faults, []);
          assertEquals(day.sending.refusals, []);

          const wanted = await rows(
            database,
            `select p.url, p.filters from public.job_postings p
           where p.closed_at is null and p.status = 'new' and p.verdict = 'match' order by p.url`,
          );
          for (const name of NAMES) {
            const told_ = told(day, name);
            assertEquals(new Set(told_).size, told_.length, name);
            for (const { url, filters } of wanted) {
              const isWanted = name !== "of a filter" ||
                JSON.stringify(filters).includes("all");
              assert(
                !isWanted || told_.includes(String(url)),
                `${name} was not told of ${url}`,
              );
            }
          }
          assertEquals(
            await rows(
              database,
              `select d.digest_id, p.verdict from scanner.digest_postings d join public.job_postings p on p.id = d.posting_id
             where d.digest_id is null and p.verdict <> 'provisional'`,
            ),
            [],
          );
        },
      ),
      { numRuns, seed: 1_710_543_191 },
    );
  } finally {
    await database.close();
  }
});
