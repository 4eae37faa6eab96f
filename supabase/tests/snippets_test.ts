/**
 * supabase/snippets: every statement of every file is run on a project whose
 * boards have been scanned, with the values a person would put in, and does what
 * the comment above it says. As they stand they change nothing that is there.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { delay } from "@std/async/delay";
import { readStatements } from "../../scripts/readme/statements.ts";
import { startProject } from "../../scripts/readme/world.ts";
import type { Database } from "../../scripts/stack/database.ts";
import { row, rows } from "./testing.ts";

const FOLDER = new URL("../snippets/", import.meta.url);
const SEEDED = "software engineering, remote or western Europe";
const USER = "7d0f1c1e-0000-4000-8000-000000000001";

type Row = Record<string, unknown>;

/** What a person puts in, and what must come of it. */
interface Use {
  /** By what stands there. */
  readonly change?: Readonly<Record<string, string>>;
  /** Looks at the answer, and at what else has changed. */
  readonly assert: (answer: readonly Row[], database: Database) => unknown;
}

/** At least one row. */
const some: Use = { assert: (answer) => assert(answer.length > 0) };
const none: Use = { assert: (answer) => assertEquals(answer, []) };
/** Rows like this one, and no others. */
function all(fits: (one: Row) => boolean, change = {}): Use {
  return {
    change,
    assert(answer) {
      assert(answer.length > 0);
      for (const one of answer) assert(fits(one), JSON.stringify(one));
    },
  };
}
/** Exactly this one row, as far as it is said. */
function one(wanted: Row, change = {}): Use {
  return {
    change,
    assert(answer) {
      assertEquals(answer.length, 1);
      for (const [column, value] of Object.entries(wanted)) {
        assertEquals(answer[0]?.[column], value, column);
      }
    },
  };
}
const decided = (id: number, status: string): Use =>
  one({ id, status }, { "id = 0": `id = ${id}` });
const FIGMA = { "id = 0": "id = 3" };

const descending = (column: string): Use => ({
  assert(answer) {
    const values = answer.map((one) => Number(one[column]));
    assert(values.length > 3);
    assertEquals(values, values.toSorted((a, b) => b - a));
  },
});

/** For each file one use for each statement, in its order; `id` is an open posting, alone in its role. */
const usesOf = (id: number): Readonly<Record<string, readonly Use[]>> => ({
  "matches.sql": [
    descending("score"),
    descending("rank"),
    all(({ id }) => typeof id === "number"),
    some,
    all(({ pay }) => pay !== null),
    all(({ filters, why }) => String(filters) === SEEDED && Array.isArray(why)),
    all(({ title, description }) => Boolean(title && description), {
      "id = 0": `id = ${id}`,
    }),
  ],
  "new_and_changed.sql": [
    some,
    all(({ kind }) => /^(?:opened|closed|reopened)$/.test(String(kind))),
    one({ status: "saved", state: "closed" }),
    {
      async assert(_, database) {
        const left = await rows(
          database,
          "select id from new_postings where unseen",
        );
        assertEquals(left, []);
      },
    },
  ],
  "decide.sql": [
    decided(id, "saved"),
    decided(id, "applied"),
    {
      ...decided(id, "dismissed"),
      async assert(answer, database) {
        decided(id, "dismissed").assert(answer, database);
        const open = await rows(
          database,
          `select o.id from open_postings o join job_postings p on p.id = o.id
           where p.role_key = (select role_key from job_postings where id = ${id})`,
        );
        assertEquals(open, []);
      },
    },
    decided(id, "new"),
    all(({ status }) => status === "saved"),
  ],
  "filters.sql": [
    {
      async assert(answer, database) {
        const { open } = await row(
          database,
          "select count(*) as open from open_postings",
        );
        assertEquals(answer.length, 1);
        assertEquals([answer[0]?.name, answer[0]?.open], [SEEDED, open]);
      },
    },
    one({ name: "backend, Berlin or remote" }),
    one({ title_none: ["manager", "intern", "principal"] }),
    one({ enabled: false }),
    one({ name: "backend, Berlin or remote" }),
  ],
  "boards.sql": [
    { assert: (answer) => assert(answer.length >= 49) },
    {
      async assert(answer, database) {
        assertEquals(answer.length, 1);
        const { url } = await row(
          database,
          "select url from job_sources order by id desc limit 1",
        );
        assertEquals(url, "https://jobs.ashbyhq.com/linear");
      },
    },
    all(({ added }) => added === "false"),
    one({ id: 3, company: "Figma", enabled: false }, FIGMA),
    one({ enabled: true }, FIGMA),
    one({ scan_every: "02:00:00" }, FIGMA),
    one({ company: "Cloudflare" }, { "id = 0": "id = 5" }),
  ],
  "scan_now.sql": [
    some,
    some,
    some,
    {
      assert([progress]) {
        assertMatch(String(progress?.done), /^\d+$/);
        // A press joins a batch that has all it asks for.
        assert(Number(progress?.total) >= 9);
      },
    },
    all(({ company }) => company !== null),
  ],
  "messages.sql": [
    one({
      says:
        "New matches of every filter go to \"team\", after each scan; select test_notification('team') sends a test",
    }),
    all(({ id }) => id !== null),
    all(({ id }) => id !== null),
    one({
      says:
        "On its way: select * from notification_log tells whether it arrived",
    }),
    one({ notification: "team", test: true }),
    { assert: (answer) => assertEquals(answer.length, 3) },
    one({ name: "team", enabled: false }),
    one({ name: "team" }),
  ],
  "health.sql": [
    one({ sources: 50, failing: 1 }),
    all(({ state }) => state === "failing"),
    all(({ status, reason }) => status === "failed" && reason !== null),
    some,
    none,
  ],
  "operators.sql": [
    one({ user_id: USER, note: "you@example.com" }),
    one({ user_id: USER }),
    one({ user_id: USER }),
  ],
  "companies.sql": [
    descending("open_now"),
    all(({ week }) => week !== null),
    one({ how: "reopened", sightings: 2 }),
  ],
  "upkeep.sql": [
    all(({ size }) => /^\d+ (?:bytes|kB|MB)$/.test(String(size))),
    one({}),
    all(({ calls_a_month }) => Number(calls_a_month) > 5_000),
    one({ id: 4, scan_every: "12:00:00" }, { "id = 0": "id = 4" }),
    one({ keep_scans: "14 days", keep_descriptions: "7 days" }, {
      "where false": "where true",
    }),
    one({}),
    all(({ jobname, active }) =>
      /^boardscan-/.test(String(jobname)) && active === true
    ),
  ],
});

async function readSnippets() {
  const found: { name: string; script: string }[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) {
    const script = await Deno.readTextFile(new URL(name, FOLDER));
    found.push({ name, script });
  }
  return found.toSorted((a, b) => a.name.localeCompare(b.name));
}

const snippets = await readSnippets();

Deno.test("every snippet says what it is for, and above each statement what that does", () => {
  assertEquals(
    snippets.map(({ name }) => name),
    Object.keys(usesOf(0)).toSorted(),
  );
  for (const { name, script } of snippets) {
    assertMatch(script, /^-- [A-Z](?:.+\n-- )*.+\.\n\n-- /, name);
    for (const { sql, comment } of readStatements(script)) {
      assert(comment.trim(), `${name}: ${sql}`);
    }
  }
});

/** What has happened before, so that each statement has something to tell. */
async function live(database: Database): Promise<number> {
  const [mine, closed, back] = (await rows(
    database,
    `select o.id from open_postings o join job_postings p on p.id = o.id
     where o.postings = 1 and o.company <> 'Figma' and p.description is not null
     order by o.id limit 3`,
  )).map(({ id }) => Number(id));
  assert(mine && closed && back);
  await database.execute(`
    create schema auth;
    create table auth.users (id uuid primary key, email text);
    insert into auth.users values ('${USER}', 'you@example.com');
    select add_source('https://jobs.lever.co/nobody-is-here');
    update job_postings set status = 'saved' where id = ${closed};
    update job_postings set closed_at = clock_timestamp() where id = ${closed};
    insert into scanner.posting_events (posting_id, kind) values (${closed}, 'closed');
    insert into scanner.posting_events (posting_id, at, kind) values (${back}, now() - interval '2 days', 'closed');
    insert into scanner.posting_events (posting_id, kind) values (${back}, 'reopened');`);
  return mine;
}

/** Waits for the scans that a snippet has begun. */
async function quiet(database: Database): Promise<void> {
  while (true) {
    const [busy] = await rows(
      database,
      "select id from job_sources where scan_id is not null or requested_at is not null",
    );
    if (!busy) return;
    await delay(50);
  }
}

/** What was there before, as it is now. */
function kept(database: Database): Promise<Row[]> {
  return rows(
    database,
    `select 'board' as what, id, company as name, enabled::text || scan_every as value from job_sources where id < 50
     union all select 'posting', id, title, status from job_postings where source_id < 50
     union all select 'filter', id, name, to_jsonb(f)::text from search_filters f
     union all select 'settings', 0, '', (to_jsonb(s) - 'last_dispatch_at')::text from scanner.settings s
     order by 1, 2`,
  );
}

Deno.test("the snippets in Studio", async (t) => {
  const watched = "select add_source('https://jobs.ashbyhq.com/linear')";
  await using project = await startProject(watched);
  const { database } = project;
  const uses = usesOf(await live(database));
  await quiet(database);
  await t.step(
    "run whole and unchanged, they leave alone what is there",
    async () => {
      const before = await kept(database);
      for (const { script } of snippets) await database.execute(script);
      assertEquals(await kept(database), before);
      await database.execute(
        "delete from scanner.notifications; delete from scanner.readers; delete from job_sources where url like '%linear'",
      );
    },
  );

  for (const { name, script } of snippets) {
    const statements = readStatements(script);
    await t.step(name, async (t) => {
      await quiet(database);
      const mine = uses[name] ?? [];
      assertEquals(statements.length, mine.length);
      for (const [at, { sql, comment }] of statements.entries()) {
        await t.step(comment.split("\n").at(-1) ?? "", async () => {
          const use = mine[at];
          let asked = sql;
          for (const [there, own] of Object.entries(use?.change ?? {})) {
            assert(asked.includes(there), there);
            asked = asked.replace(there, own);
          }
          const { rows: answer } = await database.query(asked);
          await use?.assert(answer, database);
        });
      }
    });
  }
});
