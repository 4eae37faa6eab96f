/**
 * Scans that end, messages that are sent and fail, ticks, tests and lost leases,
 * all at once. Needs a real server: `deno task test:postgres`.
 */
import { assertEquals } from "@std/assert";
import { connectPostgres } from "../../scripts/stack/postgres_database.ts";
import { createReceiver } from "./notifications/receiver.ts";
import { createSending } from "./notifications/sending.ts";
import {
  createDoors,
  createReset,
  filter,
  openTestDatabase,
  posting,
  report,
  row,
  rows,
  source,
} from "./testing.ts";

const URL_OF_SERVER = Deno.env.get("BOARDSCAN_TEST_DATABASE");
const BOARDS = 8;
const ROUNDS = 12;

Deno.test({
  name:
    "scans, messages, ticks and lost leases at once: no deadlock, no posting twice, none lost",
  ignore: !URL_OF_SERVER,
  async fn() {
    const database = await openTestDatabase();
    await (await createReset(database))();
    await database.execute(`
      update scanner.settings set project_url = 'http://functions.example';
      select public.add_notification('one', 'https://receiver.example/1');
      select public.add_notification('two', 'https://receiver.example/2', schedule => 'hourly');`);
    await filter(database);
    const boards: number[] = [];
    for (let n = 0; n < BOARDS; n++) boards.push(await source(database));
    const receiver = createReceiver();
    const refused: (readonly string[])[] = [];
    let scanning = true;

    async function withSession(
      work: (session: typeof database) => Promise<void>,
    ) {
      const session = connectPostgres(URL_OF_SERVER ?? "");
      try {
        await work(session);
      } finally {
        await session.close();
      }
    }

    const scanner = (board: number) =>
      withSession(async (session) => {
        const doors = createDoors(session);
        for (let round = 1; round <= ROUNDS; round++) {
          await session.query(
            "update public.job_sources set next_scan_at = now() where id = $1::text::bigint",
            [board],
          );
          let scanId: unknown = null;
          while (!scanId) {
            await session.query("select scanner.dispatch()");
            ({ scan_id: scanId } = await row(
              session,
              "select scan_id from public.job_sources where id = $1::text::bigint",
              board,
            ));
          }
          await doors.beginScan(String(scanId));
          const listed = Array.from({ length: round }, (_, at) =>
            posting(`${board}-${at}`, {
              url: `https://boards.example/${board}-${at}`,
            }));
          await doors.finish(String(scanId), report(listed));
        }
      });

    const sender = (nth: number) =>
      withSession(async (session) => {
        const sending = createSending(session, receiver);
        refused.push(sending.refusals);
        for (let turn = nth; scanning; turn++) {
          // A failure now and then, and a function that dies.
          receiver.meets(turn % 5 === 0 ? 500 : "takes");
          for (const id of await sending.takeQueue()) {
            await sending.run(id, turn % 7 === 0 ? "after the post" : "none");
          }
          if (turn % 3 === 0) await sending.expireLeases();
          await sending.strike();
          await sending.tick();
        }
      });

    const tester = () =>
      withSession(async (session) => {
        while (scanning) {
          await session.query("select public.test_notification('one')");
          await session.query(
            "select public.add_notification('two', 'https://receiver.example/2', schedule => 'hourly')",
          );
        }
      });

    try {
      const others = [sender(1), sender(2), sender(3), tester()];
      try {
        await Promise.all(boards.map(scanner));
      } finally {
        scanning = false;
      }
      await Promise.all(others);

      receiver.meets("takes");
      const sending = createSending(database, receiver);
      await sending.takeQueue();
      await sending.expireLeases();
      await sending.tick();
      do {
        await sending.strike();
        await sending.tick();
      } while (await sending.drain() > 0);

      assertEquals(receiver.faults, []);
      // Told after its lease, which ran out meanwhile.
      assertEquals(refused.flat().filter((code) => code !== "PT409"), []);
      assertEquals(
        await rows(
          database,
          "select status from scanner.digests where status not in ('sent', 'failed') or (status = 'failed' and not test)",
        ),
        [],
      );
      for (const name of ["one", "two"]) {
        const { matches } = receiver.messages()
          .filter(({ notification, test }) => notification === name && !test)
          .reduce((sum, one) => ({ matches: sum.matches + one.matches }), {
            matches: 0,
          });
        assertEquals(matches, BOARDS * ROUNDS, name);
      }
      assertEquals(
        await row(
          database,
          "select count(*)::int as told from scanner.digest_postings where digest_id is not null",
        ),
        { told: 2 * BOARDS * ROUNDS },
      );
    } finally {
      await database.close();
    }
  },
});
