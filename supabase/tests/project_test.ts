/**
 * A project as its owner meets it: `deno task start`, the addresses and keys that
 * it prints, supabase-js and psql. Nothing here knows how it works inside.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { delay } from "@std/async/delay";
import { createClient } from "@supabase/supabase-js";
import { z } from "zod";
import {
  createBoards,
  type SimulatedBoards,
} from "../../scripts/boards/mod.ts";
import { chooseRegistry, registryFlags } from "../../scripts/deno.ts";
import { TextLineStream } from "../../scripts/stack/edge/lines.ts";
import { connectPostgres } from "../../scripts/stack/postgres_database.ts";
import { row, rows } from "./testing.ts";

const ROOT = new URL("../../", import.meta.url);
const PATIENCE_MS = 15_000;

/** Two boards of each provider that an address tells apart; json_ld is what is left. */
const WATCHED = [
  "Stripe",
  "Mozilla",
  "Spotify",
  "Diabolocom",
  "Supabase",
  "DeepL",
  "Red Hat",
  "Intel",
  "Ubisoft",
  "Western Digital",
];

const Health = z.array(z.object({ company: z.string(), state: z.string() }));

interface Project {
  readonly printed: Readonly<Record<string, string>>;
  stop(): Promise<number>;
}

/** Runs the command until it says that it is ready. */
async function start(boardsUrl: string): Promise<Project> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      "--quiet",
      `--config=${new URL("deno.json", ROOT).pathname}`,
      ...registryFlags(await chooseRegistry()),
      new URL("scripts/stack.ts", ROOT).pathname,
      "--db=memory",
      "--port=0",
      `--boards=${boardsUrl}`,
      "--no-seed",
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();

  const printed: Record<string, string> = {};
  const ready = Promise.withResolvers<void>();
  const heard = (async () => {
    const lines = child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const line of lines) {
      const [, name, value] = /^([A-Z_]+)="(.*)"$/.exec(line) ?? [];
      if (name && value) printed[name] = value;
      if (line === "ready") ready.resolve();
    }
    ready.reject(new Error("Cannot start the stack: it ended"));
  })();
  await ready.promise;
  return {
    printed,
    async stop() {
      child.kill("SIGTERM");
      const { code } = await child.status;
      await heard;
      return code;
    },
  };
}

function connect(url: string, key: string) {
  return createClient(url, key, {
    auth: {
      persistSession: false,
      autoRefreshToken: false,
      detectSessionInUrl: false,
    },
  });
}

async function until(what: string, isSo: () => Promise<boolean>) {
  const deadline = performance.now() + PATIENCE_MS;
  while (!await isSo()) {
    if (performance.now() > deadline) throw new Error(`Waited for ${what}`);
    await delay(100);
  }
}

function watched(boards: SimulatedBoards) {
  return boards.truth().filter(({ company }) => WATCHED.includes(company));
}

Deno.test("a project without boards is filled, scanned and read with supabase-js and psql", async (t) => {
  const boards = createBoards({ latencyScale: 0, postingsScale: 0.05 });
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    boards.handle,
  );
  const project = await start(`http://127.0.0.1:${server.addr.port}`);
  const {
    API_URL = "",
    DB_URL = "",
    PUBLISHABLE_KEY = "",
    SECRET_KEY = "",
  } = project.printed;
  const owner = connect(API_URL, SECRET_KEY);
  const database = connectPostgres(DB_URL);

  async function states(): Promise<Record<string, string>> {
    const { data } = await owner.from("source_health").select("company, state");
    return Object.fromEntries(
      Health.parse(data).map(({ company, state }) => [company, state]),
    );
  }
  const all = (state: string) =>
    Object.fromEntries(WATCHED.map((company) => [company, state]));

  try {
    await t.step("it has no source and no filter", async () => {
      assertEquals(await states(), {});
      const filters = await owner.from("search_filters").select();
      assertEquals(filters.data, []);
    });

    await t.step(
      "add_source watches a board and scans it at once",
      async () => {
        for (const { company, url } of watched(boards)) {
          const { data, error } = await owner.rpc("add_source", {
            url,
            company,
          });
          assertEquals(error, null);
          assertEquals([data.added, data.company], [true, company]);
        }
        await until("the first scans", async () => {
          const now = Object.values(await states());
          return now.every((state) => state === "ok");
        });
        assertEquals(await states(), all("ok"));
      },
    );

    await t.step("open_postings has what the boards list", async () => {
      const listed = watched(boards).flatMap(({ postings }) => postings);
      // One row for each role, which may have several adverts.
      const { data, error } = await owner.from("open_postings")
        .select("postings, company, url");
      assertEquals(error, null);
      const roles = z.array(z.object({ postings: z.number() })).parse(data);
      assertEquals(
        roles.reduce((sum, { postings }) => sum + postings, 0),
        listed.length,
      );
    });

    await t.step("every provider was found by its address", async () => {
      const found = await rows(
        database,
        "select company, provider from public.job_sources order by company",
      );
      assertEquals(
        found,
        watched(boards)
          .map(({ company, provider }) => ({ company, provider }))
          .toSorted((a, b) => a.company < b.company ? -1 : 1),
      );
    });

    await t.step(
      "only the boards that are watched were asked, through the gateway",
      () => {
        const asked = boards.statistics().boards
          .filter(({ requests }) => requests > 0)
          .map(({ company }) => company);
        assertEquals(asked.toSorted(), WATCHED.toSorted());
      },
    );

    await t.step("the publishable key can do none of it", async () => {
      const stranger = connect(API_URL, PUBLISHABLE_KEY);
      const [{ url = "" } = {}] = watched(boards);
      const added = await stranger.rpc("add_source", { url });
      assertEquals([added.data, added.status], [null, 401]);
      const read = await stranger.from("open_postings").select();
      assertEquals([read.data, read.status], [null, 401]);
      const scanned = await stranger.functions.invoke("scan");
      assertEquals(scanned.data, null);
      assertEquals(scanned.error.context.status, 401);
      await scanned.error.context.body?.cancel();
    });

    await t.step(
      "a tick of the schedule scans what is due, and no more",
      async () => {
        const { now: before } = await row(database, "select now() as now");
        await database.query(
          "update public.job_sources set next_scan_at = now() where company in ('Stripe', 'Supabase')",
        );
        await database.query("select scanner.dispatch()");
        const scans = () =>
          rows(
            database,
            `select j.company, s.trigger, s.status from scanner.scans s
           join public.job_sources j on j.id = s.source_id
           where s.dispatched_at > $1::text::timestamptz order by 1`,
            before,
          );
        await until(
          "the scheduled scans",
          async () =>
            (await scans()).every(({ status }) =>
              status !== "dispatched" && status !== "running"
            ),
        );
        assertEquals(await scans(), [
          { company: "Stripe", trigger: "schedule", status: "unchanged" },
          { company: "Supabase", trigger: "schedule", status: "unchanged" },
        ]);
      },
    );

    await t.step("scan scans all of them, and says how far it is", async () => {
      const { data, error } = await owner.functions.invoke("scan");
      assertEquals(error, null);
      const { batch_id, sources } = z.object({
        batch_id: z.uuid(),
        sources: z.number(),
      }).parse(data);
      assertEquals(sources, WATCHED.length);
      // psql is answered while scans run.
      const { one } = await row(database, "select 1 as one");
      assertEquals(one, 1);
      await until("the batch", async () => {
        const { data } = await owner.rpc("scan_progress", { batch_id });
        return data.done === data.total;
      });
      const { data: progress } = await owner.rpc("scan_progress", { batch_id });
      assertEquals([progress.done, progress.failed, progress.inserted], [
        WATCHED.length,
        0,
        0,
      ]);
    });

    await t.step("add_source says why it refuses an address", async () => {
      const { error } = await owner.rpc("add_source", { url: "no address" });
      assertEquals(error?.code, "22023");
      assertMatch(error?.message ?? "", /^Cannot watch "no address"/);
      assert(error?.hint);
    });

    await t.step("the door adds a board and says what is there", async () => {
      const [board] = boards.truth().filter(({ company }) =>
        company === "Qonto"
      );
      const { data, error } = await owner.functions.invoke("scan", {
        body: { add: board?.url },
      });
      assertEquals(error, null);
      assertEquals(
        [data.added, data.provider, data.board, data.postings, data.complete],
        [true, "lever", "qonto", board?.postings.length, true],
      );
    });
  } finally {
    await database.close();
    assertEquals(await project.stop(), 0);
    await server.shutdown();
  }
});
