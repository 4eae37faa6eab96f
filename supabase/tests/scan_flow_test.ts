/**
 * The whole chain: Scan is pressed over HTTP, pg_net's stand-in posts, the real
 * functions read 49 simulated boards, the RPCs write, the views are read.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { delay } from "@std/async/delay";
import { z } from "zod";
import {
  createBoards,
  type Fault,
  fitsDefaultFilter,
  type SimulatedBoards,
} from "../../scripts/boards/mod.ts";
import { type Stack, startStack } from "../../scripts/stack/stack.ts";
import { createReset, openTestDatabase, rows } from "./testing.ts";

const Started = z.object({ batch_id: z.uuid(), sources: z.number() });
const Progress = z.object({
  total: z.number(),
  done: z.number(),
  failed: z.number(),
  matched: z.number(),
  inserted: z.number(),
  updated: z.number(),
  archived: z.number(),
  sources: z.array(z.object({ company: z.string(), state: z.string() })),
});

/** Enough for the retries of a board that fails; the hanging one is not waited for. */
const PATIENCE_MS = 25_000;

async function call(stack: Stack, path: string, method: string) {
  const response = await fetch(`${stack.apiUrl}/functions/v1/${path}`, {
    method,
    headers: { apikey: stack.keys.secret },
  });
  return { status: response.status, answer: await response.json() };
}

/** Presses Scan and follows until all but `open` sources are done. */
async function scan(stack: Stack, open = 0): Promise<z.infer<typeof Progress>> {
  const { status, answer } = await call(stack, "scan", "POST");
  assertEquals(status, 202);
  const { batch_id, sources } = Started.parse(answer);
  assertEquals(sources, 49);
  const deadline = performance.now() + PATIENCE_MS;
  while (true) {
    const { answer } = await call(stack, `scan?batch=${batch_id}`, "GET");
    const progress = Progress.parse(answer);
    if (progress.done >= progress.total - open) return progress;
    if (performance.now() > deadline) {
      const waiting = progress.sources.filter(({ state }) =>
        state === "running" || state === "waiting"
      );
      throw new Error(`Still waiting for ${JSON.stringify(waiting)}`);
    }
    await delay(100);
  }
}

/** Every posting and event with its row version: equal means that nothing was written. */
function written({ database }: Stack) {
  return rows(
    database,
    `select 'posting' as kind, id, xmin::text as version from public.job_postings
     union all select 'event', id, xmin::text from scanner.posting_events order by 1, 2`,
  );
}

function postingsOf({ database }: Stack, companies: readonly string[]) {
  return rows(
    database,
    `select p.* from public.job_postings p join public.job_sources j on j.id = p.source_id
     where j.company = any (string_to_array($1::text, '|')) order by p.id`,
    companies.join("|"),
  );
}

/** An empty database for the stack: in memory, or the server of test:postgres. */
async function emptyDatabase(): Promise<string> {
  const url = Deno.env.get("BOARDSCAN_TEST_DATABASE");
  if (!url) return "memory";
  const database = await openTestDatabase();
  await (await createReset(database))();
  await database.close();
  return url;
}

async function withStack(
  use: (stack: Stack, boards: SimulatedBoards) => Promise<void>,
) {
  const boards = createBoards({
    latencyScale: 0,
    postingsScale: 0.05,
    entityTags: true,
  });
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    boards.handle,
  );
  const stack = await startStack({
    db: await emptyDatabase(),
    port: 0,
    boards: `http://127.0.0.1:${server.addr.port}`,
    seed: true,
    log: () => {},
  });
  try {
    // Politeness would only make the test slow.
    await stack.database.execute(
      "update scanner.hosts set requests_per_second = null",
    );
    await use(stack, boards);
  } finally {
    await stack.stop();
    await server.shutdown();
  }
}

Deno.test("a scan travels from the Scan button to the views and back", async (t) => {
  await withStack(async (stack, boards) => {
    await t.step(
      "the first scan stores what the filter takes, once",
      async () => {
        const progress = await scan(stack);
        assertEquals([progress.done, progress.failed], [49, 0]);
        const [stored] = await rows(
          stack.database,
          "select count(*)::int as count from public.job_postings where status = 'new'",
        );
        const fitting = boards.truth().flatMap(({ postings }) => postings)
          .filter((posting) => fitsDefaultFilter(posting));
        assertEquals([progress.inserted, stored?.count], [
          fitting.length,
          fitting.length,
        ]);
        const states = await rows(
          stack.database,
          "select distinct status from scanner.scans",
        );
        assertEquals(states, [{ status: "succeeded" }]);
      },
    );

    await t.step("every board request went through the gateway", async () => {
      const [counted] = await rows(
        stack.database,
        `select sum(requests)::int as requests from scanner.scans`,
      );
      const { requests } = boards.statistics();
      // Details are asked for after the listing has been counted.
      assert(requests >= Number(counted?.requests), String(requests));
      assert(Number(counted?.requests) >= 49);
    });

    await t.step(
      "a scan of unchanged boards writes no posting and no event",
      async () => {
        const before = await written(stack);
        const progress = await scan(stack);
        assertEquals(
          [
            progress.failed,
            progress.inserted,
            progress.updated,
            progress.archived,
          ],
          [0, 0, 0, 0],
        );
        assert(progress.sources.every(({ state }) => state === "unchanged"));
        assertEquals(await written(stack), before);
        const untransferred = await rows(
          stack.database,
          `select distinct j.provider
           from scanner.scans s join public.job_sources j on j.id = s.source_id
           where s.outcome = 'unchanged' and s.bytes = 0 order by 1`,
        );
        // The others need several answers, or post their question.
        assertEquals(untransferred.map(({ provider }) => provider), [
          "ashby",
          "greenhouse",
          "lever",
          "smartrecruiters",
        ]);
      },
    );

    await t.step(
      "what the boards change is what the scanner finds",
      async () => {
        const { boards: changes } = boards.change({
          added: 60,
          changed: 40,
          removed: 20,
        });
        const all = (kind: "added" | "changed" | "removed") =>
          changes.flatMap((board) => board[kind]);
        const first = await scan(stack);
        const second = await scan(stack);
        assertEquals({
          inserted: first.inserted + second.inserted,
          updated: first.updated + second.updated,
          archived: first.archived + second.archived,
        }, {
          inserted: [...all("added"), ...all("changed")]
            .filter(({ fitsBefore, fitsAfter }) => !fitsBefore && fitsAfter)
            .length,
          updated: all("changed")
            .filter(({ fitsBefore, fitsAfter }) => fitsBefore && fitsAfter)
            .length,
          archived: all("removed").filter(({ fitsBefore }) =>
            fitsBefore
          ).length,
        });
      },
    );

    await t.step(
      "failing boards leave the others done and their own postings as they were",
      async () => {
        // Each on a host where its failure cannot pause another board.
        const faults: Record<string, [Fault, string, RegExp]> = {
          Stripe: ["500", "unavailable", /answered 500/],
          Spotify: ["html", "payload", /no JSON/],
          Ramp: ["cut_off_json", "payload", /no JSON/],
          Zoox: ["404", "not_found", /answered 404/],
          Adobe: ["429", "throttled", /answered 429/],
        };
        const failing = Object.keys(faults);
        for (const [company, [fault]] of Object.entries(faults)) {
          boards.setFault(company, fault);
        }
        boards.setFault("Polestar", "hang");
        boards.setFault("Visa", "empty");
        const affected = [...failing, "Polestar", "Visa"];
        const before = await postingsOf(stack, affected);
        assert(before.length > 0);

        const progress = await scan(stack, 1);
        const failed = progress.sources.filter(({ state }) =>
          state === "failed"
        );
        assertEquals(
          failed.map(({ company }) => company).sort(),
          failing.sort(),
        );
        assertEquals(progress.done, 48);

        const now = await postingsOf(stack, affected);
        const open = (list: typeof now) =>
          list.map(({ id, title, status, closed_at }) => ({
            id,
            title,
            status,
            closed_at,
          }));
        assertEquals(open(now), open(before));

        const health = await rows(
          stack.database,
          "select company, state, reason, error_kind from public.source_health where company <> 'Polestar'",
        );
        for (const [company, [, kind, words]] of Object.entries(faults)) {
          const row = health.find((one) => one.company === company);
          assertEquals(row?.error_kind, kind, company);
          assertMatch(String(row?.reason), words);
        }
        const visa = health.find(({ company }) => company === "Visa");
        assertEquals(visa?.state, "holding");
        const well = health.filter(({ state }) => state === "ok");
        assertEquals(well.length, 49 - affected.length);
      },
    );
  });
});
