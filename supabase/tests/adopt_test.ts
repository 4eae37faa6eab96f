/**
 * Projects of a predecessor become boardscan's, and keep what a person said.
 */
import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { adopt, type Line } from "../../scripts/adopt/adopt.ts";
import type { Database } from "../../scripts/stack/database.ts";
import { readMigrations } from "../../scripts/stack/migrate.ts";
import { FLAGS, NAMES, WORDS } from "./adopt/shapes.ts";
import { openBareProject } from "./testing/bare_project.ts";
import { catalogue, difference } from "./testing/catalogue.ts";
import { filter, posting, report, row, rows, scanned } from "./testing.ts";

const migrations = await readMigrations();
// A database takes seconds to start: one for the file, made bare for each test.
const { database, close } = await openBareProject();
Deno.test.afterAll(close);

const BARE = `
  drop schema if exists predecessor, scanner cascade;
  drop schema public cascade;
  create schema public;
  grant usage on schema public to anon, authenticated, service_role;
  delete from supabase_migrations.schema_migrations;
`;

interface Project {
  readonly database: Database;
  adopt(over?: {
    dryRun?: boolean;
    statuses?: Record<string, string>;
  }): Promise<Line[]>;
  /** `external_id status` of the postings of a source, in order. */
  postings(company: string): Promise<string[]>;
  /** A complete scan of the source that lists postings of these ids. */
  scan(company: string, ...ids: string[]): Promise<void>;
}

function test(
  name: string,
  sql: string,
  run: (project: Project) => Promise<void>,
) {
  Deno.test(name, async () => {
    const idOf = async (company: string) =>
      Number(
        (await row(
          database,
          "select id from public.job_sources where company = $1::text",
          company,
        )).id,
      );
    await database.execute(BARE);
    await database.execute(sql);
    await run({
      database,
      adopt: ({ dryRun = false, statuses = {} } = {}) =>
        adopt({ database, migrations, dryRun, statuses }),
      async postings(company) {
        const found = await rows(
          database,
          `select p.external_id || ' ' || p.status ||
             case when p.closed_at is null then '' else ' closed' end as line
           from public.job_postings p join public.job_sources j on j.id = p.source_id
           where j.company = $1::text order by 1`,
          company,
        );
        return found.map(({ line }) => String(line));
      },
      async scan(company, ...ids) {
        await scanned(
          database,
          await idOf(company),
          report(
            ids.map((id) =>
              posting(id, { url: `https://jobs.lever.co/acme/${id}` })
            ),
          ),
        );
      },
    });
  });
}

/** What is said of a subject. */
function said(lines: readonly Line[], subject: string): string[] {
  return lines.filter((line) => line.subject === subject).map(({ what }) =>
    what
  );
}

test(
  "statuses as words are taken over with their dates, and what is not understood is named",
  WORDS,
  async ({ adopt, postings, database }) => {
    const lines = await adopt();
    assertEquals(await postings("Acme"), [
      "a1 applied",
      "n1 new",
      "s1 saved",
      "z1 dismissed",
      "z2 dismissed",
      "za applied",
    ]);
    assertEquals(
      await row(
        database,
        `select title, url, locations, first_seen_at::text as first, status_at::text as at
       from public.job_postings where external_id = 'a1'`,
      ),
      {
        title: "Baker a1",
        url: "https://jobs.lever.co/acme/a1",
        locations: ["Berlin"],
        first: "2026-01-02 03:04:00+00",
        at: "2026-02-03 04:05:00+00",
      },
    );
    assertMatch(
      said(lines, 'status "phone_call"').join(),
      /its 1 postings wait; deno task adopt --status "phone_call=applied"/,
    );
    assertMatch(said(lines, "not read of job_postings").join(), /^notes$/);
    assertMatch(
      said(lines, "columns of job_sources").join(),
      /company: name, enabled: active, key: id, provider: ats, url: url/,
    );
    const initech = lines.filter(({ what }) =>
      /is saved, and no source/.test(what)
    );
    assertEquals(initech.length, 1);
    assertMatch(initech[0]?.subject ?? "", /Clerk/);
    assertMatch(
      lines.find(({ subject }) => subject.includes("Initech"))?.what ?? "",
      /has no address/,
    );
  },
);

test(
  "an address of a board's API is the board, and one that was switched off stays so",
  WORDS,
  async ({ adopt, database }) => {
    await adopt();
    assertEquals(
      await rows(
        database,
        "select company, provider, board, host, enabled from public.job_sources order by company",
      ),
      [
        {
          company: "Acme",
          provider: "lever",
          board: "acme",
          host: "api.lever.co",
          enabled: true,
        },
        {
          company: "Globex",
          provider: "greenhouse",
          board: "globex",
          host: "boards-api.greenhouse.io",
          enabled: false,
        },
      ],
    );
  },
);

test(
  "a word that was not known is taken over when it is explained, and the rest is not doubled",
  WORDS,
  async ({ adopt, postings, database }) => {
    await adopt();
    await database.query(
      "update public.job_postings set status = 'saved' where external_id = 'n1'",
    );
    await database.query(
      "update public.job_postings set status = 'new' where external_id = 's1'",
    );
    const lines = await adopt({ statuses: { "phone call": "applied" } });
    assertEquals(await postings("Acme"), [
      "a1 applied",
      "n1 saved",
      "p1 applied",
      "s1 new",
      "z1 dismissed",
      "z2 dismissed",
      "za applied",
    ]);
    assertEquals(said(lines, "all in all"), ["7 of 8 postings are taken over"]);
    assertEquals(said(lines, "migrations"), ["0 were applied"]);
  },
);

test(
  "what a person removed since does not come back",
  WORDS,
  async ({ adopt, database }) => {
    await adopt();
    await database.query("delete from public.job_postings");
    await database.query(
      "delete from public.job_sources where company = 'Globex'",
    );
    const lines = await adopt();
    assertEquals(await rows(database, "select from public.job_postings"), []);
    assertEquals(
      await rows(database, "select company from public.job_sources"),
      [{ company: "Acme" }],
    );
    assertMatch(
      lines.find(({ subject }) => subject.includes("Globex"))?.what ?? "",
      /was removed since/,
    );
  },
);

test(
  "the tables go aside whole, and what stands on them goes on or is named",
  WORDS,
  async ({ adopt, database }) => {
    const before = await catalogue(database);
    const old = await rows(
      database,
      "select * from public.job_postings order by id",
    );
    const lines = await adopt();
    assertEquals(
      await rows(
        database,
        "select * from predecessor.job_postings order by id",
      ),
      old,
    );
    const { gone } = difference(before, await catalogue(database));
    const aside = new Set(await catalogue(database));
    const renamed = (line: string) =>
      line.replaceAll(
        /\b(?:public\.)?(job_sources|job_postings)(?=[ .,(:]|$|_pkey|_url_key|_source_id|_open)/g,
        "predecessor.$1",
      );
    // Policies, indexes, constraints and grants: all of it is there by its new name.
    for (const line of gone.filter((line) => /^policy|^relation/.test(line))) {
      assert(aside.has(renamed(line)) || /add_source/.test(line), line);
    }
    assertEquals(said(lines, "public.my_applications"), [
      "reads predecessor.job_postings from now on, as before",
    ]);
    assertEquals(said(lines, "public.remarks"), [
      "points to predecessor.job_postings from now on, as before",
    ]);
    assertMatch(
      said(lines, "public.count_applied()").join(),
      /speaks of job_postings by name, .*predecessor\.job_postings/,
    );
    assertEquals(said(lines, "public.add_source"), [
      "the function is predecessor.add_source now",
    ]);
    const seen = await database.queryAs(
      { role: "authenticated", claims: {}, method: "GET", path: "/" },
      "select title from public.my_applications",
    );
    assertEquals(seen.rows, [{ title: "Baker a1" }]);
  },
);

test(
  "a dry run says what a run does, and changes nothing",
  WORDS,
  async ({ adopt, database }) => {
    const before = await catalogue(database);
    const rehearsed = await adopt({ dryRun: true });
    assertEquals(difference(before, await catalogue(database)), {
      gone: [],
      added: [],
    });
    const done = await adopt();
    const told = (lines: readonly Line[]) =>
      lines.filter(({ subject }) => subject !== "migrations");
    assertEquals(told(rehearsed), told(done));
  },
);

test(
  "an archived posting closes when the first complete scan lacks it, else it is dismissed for good",
  WORDS,
  async ({ adopt, postings, scan, database }) => {
    await adopt();
    await filter(database);
    await scan("Acme", "a1", "s1", "z1");
    assertEquals(await postings("Acme"), [
      "a1 applied",
      "n1 archived closed",
      "s1 saved",
      "z1 dismissed",
      "z2 archived closed",
      "za applied closed",
    ]);
    // Later it is as for any other: one that is dismissed stays so, one that had
    // closed comes back.
    await scan("Acme", "a1", "s1", "z2");
    assertEquals(await postings("Acme"), [
      "a1 applied",
      "n1 archived closed",
      "s1 saved",
      "z1 dismissed closed",
      "z2 new",
      "za applied closed",
    ]);
  },
);

test(
  "an archived posting closes with the first complete scan also where a board needs two to be believed",
  WORDS,
  async ({ adopt, postings, database }) => {
    await adopt();
    await filter(database);
    const { id } = await row(
      database,
      "select id from public.job_sources where company = 'Acme'",
    );
    const listed = report([posting("z1"), posting("s1")], {
      misses_until_closed: 2,
    });
    const partial = report([posting("s1")], {
      outcome: "partial",
      complete: false,
    });
    await scanned(database, Number(id), partial);
    assertEquals(
      (await postings("Acme")).filter((line) => line.startsWith("z")),
      ["z1 dismissed", "z2 dismissed", "za applied"],
    );
    await scanned(database, Number(id), listed);
    assertEquals(
      (await postings("Acme")).filter((line) => line.startsWith("z")),
      ["z1 dismissed", "z2 archived closed", "za applied"],
    );
  },
);

test(
  "flags, numbers and times as text are understood",
  FLAGS,
  async ({ adopt, postings, database }) => {
    const lines = await adopt();
    assertEquals(await postings("Acme"), [
      "101 saved",
      "102 dismissed",
      "103 applied",
    ]);
    assertEquals(await postings("Umbrella"), ["104 dismissed", "105 new"]);
    assertEquals(
      await rows(
        database,
        "select company, url, provider, board, enabled from public.job_sources order by id",
      ),
      [
        {
          company: "Acme",
          url: "https://jobs.lever.co/acme",
          provider: "lever",
          board: "acme",
          enabled: true,
        },
        {
          company: "Umbrella",
          url: "https://umbrella.example/careers",
          provider: null,
          board: null,
          enabled: false,
        },
      ],
    );
    assertEquals(
      await row(
        database,
        "select locations, btrim(description) as text, first_seen_at::date::text as first from public.job_postings where external_id = '101'",
      ),
      {
        locations: ["Berlin", "Remote"],
        text: "Bread &amp; rolls",
        first: "2026-01-02",
      },
    );
    assertMatch(said(lines, "source 3 (Hooli)").join(), /^has no address/);
    assertEquals(said(lines, "all in all"), ["5 of 5 postings are taken over"]);
  },
);

test(
  "a board that is watched already is not watched twice, and its postings get their statuses",
  FLAGS,
  async ({ adopt, postings, scan, database }) => {
    await database.execute(
      "alter table public.job_postings rename to kept_postings; alter table public.job_sources rename to kept_sources",
    );
    await assertRejects(
      () => adopt(),
      Error,
      "Cannot adopt: the project has no",
    );
    await database.execute(
      "alter table public.kept_postings rename to job_postings; alter table public.kept_sources rename to job_sources",
    );
    await adopt();
    await database.execute(`
    truncate public.job_sources cascade;
    truncate predecessor.adopted_sources, predecessor.adopted_postings;
    insert into public.job_sources (company, url, provider, board, host) values
      ('Acme', 'https://jobs.eu.lever.co/other-form', 'lever', 'acme', 'api.lever.co')`);
    await filter(database);
    await scan("Acme", "101", "102", "104");
    const lines = await adopt();
    assertEquals(await postings("Acme"), [
      "101 saved",
      "102 dismissed",
      "103 applied",
      "104 new",
    ]);
    assertEquals(said(lines, "postings saved"), [
      "1 found among those that are there",
    ]);
    // A second time nothing is left to do.
    assertEquals(said(await adopt(), "postings saved"), []);
  },
);

test(
  "sources that are only named, and postings without ids, are matched by their pages",
  NAMES,
  async ({ adopt, postings, scan, database }) => {
    const lines = await adopt();
    assertEquals(
      await rows(
        database,
        "select company, provider, board from public.job_sources order by provider, board",
      ),
      [
        { company: "Globex", provider: "ashby", board: "globex" },
        { company: "Acme Inc", provider: "lever", board: "acme" },
        { company: null, provider: "lever", board: "initech" },
      ],
    );
    assertMatch(
      lines.find(({ subject }) => subject.includes("Pilot"))?.what ?? "",
      /is applied, and no source is known that it is of: https:\/\/somewhere/,
    );
    assertEquals(said(lines, "postings left"), [
      "2 are of no source that is known",
    ]);
    // The board's own ids, as the scan finds them; number 4 is gone.
    await filter(database);
    await scan("Acme Inc", "1", "2", "3", "9");
    assertEquals(
      (await postings("Acme Inc")).map((line) =>
        line.replace(/predecessor:\S+/, "4")
      ).toSorted(),
      ["1 applied", "2 saved", "3 dismissed", "4 archived closed", "9 new"],
    );
    const again = await adopt();
    assertEquals((await postings("Acme Inc")).length, 5);
    assertEquals(said(again, "all in all"), ["6 of 8 postings are taken over"]);
  },
);

test(
  "uninstall leaves what was set aside, and takes away what adopting added",
  NAMES,
  async ({ adopt, database }) => {
    const kept = await rows(database, "select * from public.job_postings");
    await adopt();
    await database.execute(
      await Deno.readTextFile(new URL("../uninstall.sql", import.meta.url)),
    );
    assertEquals(
      await rows(database, "select * from predecessor.job_postings"),
      kept,
    );
    assertEquals(
      await rows(
        database,
        `select relname from pg_class where relnamespace = 'predecessor'::regnamespace and relkind <> 't'
       union select proname from pg_proc where pronamespace = 'predecessor'::regnamespace order by 1`,
      ),
      [{ relname: "job_postings" }, { relname: "job_sources" }],
    );
  },
);
