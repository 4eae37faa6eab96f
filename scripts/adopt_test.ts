/**
 * The command on a local stack's folder with a predecessor's tables in it, and
 * what a scan of simulated boards then makes of them.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { delay } from "@std/async/delay";
import { openDatabase } from "./adopt/open_database.ts";
import { createBoards } from "./boards/mod.ts";
import { followBatch } from "./follow_batch.ts";
import { startStack } from "./stack/stack.ts";
import { runCommand } from "./testing.ts";

/** One whose list closes at once, one by its pages alone, one that takes two lists to close. */
const COMPANIES = ["Supabase", "Spotify", "Intel"];

interface Kept {
  readonly company: string;
  readonly id: string | null;
  readonly url: string | null;
  readonly status: string;
}

async function fill(
  folder: string,
  kept: readonly Kept[],
  urls: readonly (readonly [string, string])[],
) {
  const { database, close } = await openDatabase(folder);
  try {
    await database.execute(`
      create table public.job_sources (id serial primary key, company text, board_url text);
      create table public.job_postings (
        id serial primary key, source_id int references public.job_sources,
        external_id text, url text, title text, status text, applied_at timestamptz)`);
    for (const [company, url] of urls) {
      await database.query(
        "insert into public.job_sources (company, board_url) values ($1::text, $2::text)",
        [company, url],
      );
    }
    for (const { company, id, url, status } of kept) {
      await database.query(
        `insert into public.job_postings (source_id, external_id, url, title, status)
         select s.id, $2::text, $3::text, 'A job', $4::text from public.job_sources s where s.company = $1::text`,
        [company, id, url, status],
      );
    }
  } finally {
    await close();
  }
}

Deno.test("deno task adopt takes over a predecessor's project, and a scan of its boards settles what had been archived", async () => {
  const boards = createBoards({ latencyScale: 0, postingsScale: 0.05 });
  const watched = boards.truth().filter(({ company }) =>
    COMPANIES.includes(company)
  );
  const idsOf = (company: string) =>
    watched.find((one) => one.company === company)?.postings
      .filter(({ listed }) => listed).map(({ externalId }) => externalId) ?? [];
  const kept = ["Supabase", "Intel"].flatMap((company) => {
    const [applied = "", archived = "", saved = "", listed = ""] = idsOf(
      company,
    );
    const of = (id: string, status: string) => ({
      company,
      id,
      url: null,
      status,
    });
    return [
      of(applied, "applied"),
      of(archived, "archived"),
      of(saved, "saved"),
      of(listed, "new"),
      of("gone-1", "archived"),
      of("gone-2", "applied"),
      of("gone-3", "saved"),
    ];
  });
  const [first = "", second = ""] = idsOf("Spotify");
  const page = (id: string) => `https://jobs.lever.co/spotify/${id}`;
  const byPage = [
    [first, "applied"],
    [second, "archived"],
    ["gone-1", "archived"],
    ["gone-2", "applied"],
  ].map(([id = "", status = ""]) => ({
    company: "Spotify",
    id: null,
    url: page(id),
    status,
  }));

  const folder = await Deno.makeTempDir({ prefix: "boardscan-adopt-" });
  const db = `${folder}/data`;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    boards.handle,
  );
  try {
    await fill(
      db,
      [...kept, ...byPage],
      watched.map(({ company, url }) => [company, url] as const),
    );
    const rehearsed = await runCommand("adopt", ["--db", db, "--dry-run"]);
    assertEquals(rehearsed.code, 0, rehearsed.complained);
    assertMatch(rehearsed.printed, /Nothing was changed/);
    const adopted = await runCommand("adopt", ["--db", db]);
    assertEquals(adopted.code, 0, adopted.complained);
    assertMatch(
      adopted.printed,
      /sources: 3 of 3 are watched, 3 of them new to boardscan/,
    );
    assertMatch(
      adopted.printed,
      /all in all: 18 of 18 postings are taken over/,
    );

    const stack = await startStack({
      db,
      port: 0,
      boards: `http://127.0.0.1:${server.addr.port}`,
      seed: false,
      log: () => {},
    });
    try {
      const end = await followBatch({
        door: { apiUrl: stack.apiUrl, secretKey: stack.keys.secret },
        wanted: { sources: [1, 2, 3] },
        signal: new AbortController().signal,
        sleep: (ms, signal) => delay(ms, { signal }),
        onBoard: () => {},
      });
      assertEquals([end.done, end.failed], [3, 0]);
      const { rows } = await stack.database.query(
        `select j.company, p.external_id as id, p.url, p.status || coalesce(' ' || p.archived_reason, '') as status,
           p.closed_at is not null as closed
         from public.job_postings p join public.job_sources j on j.id = p.source_id`,
      );
      const now = (company: string, id: string) => {
        const found = rows.filter((row) =>
          row.company === company &&
          (row.id === id || row.url === page(id))
        );
        assert(found.length <= 1, `${company} ${id} is there twice`);
        return found[0] &&
          `${found[0].status}${found[0].closed ? ", closed" : ""}`;
      };
      for (const company of ["Supabase", "Intel"]) {
        const [applied = "", archived = "", saved = ""] = idsOf(company);
        assertEquals(now(company, applied), "applied");
        assertEquals(now(company, archived), "dismissed");
        assertEquals(now(company, saved), "saved");
        assertEquals(now(company, "gone-1"), "archived closed, closed");
      }
      assertEquals(now("Supabase", "gone-2"), "applied, closed");
      assertEquals(now("Supabase", "gone-3"), "saved, closed");
      // One list that lacks it is not enough there, but it is for what was archived.
      assertEquals(now("Intel", "gone-2"), "applied");

      assertEquals(now("Spotify", first), "applied");
      assertEquals(now("Spotify", second), "dismissed");
      assertEquals(now("Spotify", "gone-1"), "archived closed, closed");
      assertEquals(now("Spotify", "gone-2"), "applied, closed");
      for (const company of COMPANIES) {
        assertEquals(
          rows.filter((row) => row.company === company && !row.closed)
            .map(({ id }) => id).filter((id) => !String(id).startsWith("gone"))
            .toSorted(),
          idsOf(company).toSorted(),
        );
      }
    } finally {
      await stack.stop();
    }
  } finally {
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("deno task adopt says what it needs, and where there is nothing to adopt", async () => {
  const nothing = await runCommand("adopt", [], {
    SUPABASE_DB_URL: "",
    DATABASE_URL: "",
  });
  assertEquals(nothing.code, 1);
  assertMatch(nothing.complained, /^Cannot adopt: set SUPABASE_DB_URL/);
  const wrong = await runCommand("adopt", ["--status", "phone call=later"]);
  assertEquals(wrong.code, 2);
  assertMatch(wrong.complained, /WORD=STATUS/);

  const folder = await Deno.makeTempDir({ prefix: "boardscan-adopt-" });
  try {
    const bare = await runCommand("adopt", ["--db", `${folder}/data`]);
    assertEquals(bare.code, 1);
    assertMatch(
      bare.complained,
      /^Cannot adopt: the project has no job_sources/,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
