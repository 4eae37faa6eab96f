/**
 * A project of an older release is brought up to this folder and keeps every row;
 * what was released is never edited.
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  hashOf,
  newestRelease,
  parseReleased,
  readReleased,
} from "../../scripts/release.ts";
import {
  migrate,
  type Migration,
  readMigrations,
} from "../../scripts/stack/migrate.ts";
import { VERSION } from "../functions/_shared/version.ts";
import { openBareProject } from "./testing/bare_project.ts";
import { lostRows, readRows } from "./upgrade/kept_rows.ts";

const released = await readReleased();
const migrations = await readMigrations();
const nameOf = ({ version, name }: Migration) => `${version}_${name}.sql`;
const FILLED = new URL("./upgrade/1.0.0.sql", import.meta.url);

/** The first files, as a project has them that was installed with them. */
interface Installed {
  readonly name: string;
  readonly files: readonly Migration[];
}

/** Every release; before the first one, what makes the tables. */
function installations(): Installed[] {
  const versions = [...new Set(released.map(({ version }) => version))];
  if (versions.length === 0) {
    const last = migrations.findLastIndex(({ sql }) =>
      /^create table /m.test(sql)
    );
    return [{
      name: "the tables alone",
      files: migrations.slice(0, last + 1),
    }];
  }
  return versions.map((name) => {
    const last = released.findLastIndex(({ version }) => version === name);
    const files = new Set(released.slice(0, last + 1).map(({ file }) => file));
    return { name, files: migrations.filter((one) => files.has(nameOf(one))) };
  });
}

Deno.test("a released migration is never edited or taken away", async () => {
  for (const { file, hash } of released) {
    assertEquals(await hashOf(file), hash, file);
  }
});

Deno.test("a new migration comes after every released one, or db push would refuse it", () => {
  const known = new Set(released.map(({ file }) => file));
  const last = released.map(({ file }) => file).toSorted().at(-1) ?? "";
  for (const one of migrations) {
    assert(known.has(nameOf(one)) || nameOf(one) > last, nameOf(one));
  }
});

for (const { name, files } of installations()) {
  Deno.test(`a project that was installed with ${name} keeps every row when it is upgraded`, async () => {
    const { database, close } = await openBareProject();
    try {
      await migrate(database, files);
      await database.execute(await Deno.readTextFile(FILLED));
      const before = await readRows(database);
      for (const [table, rows] of before) {
        assert(rows.length > 0, `${table} is empty: fill it in ${FILLED}`);
      }

      const left = migrations.length - files.length;
      assertEquals(await migrate(database), left);
      assertEquals(lostRows(before, await readRows(database)), []);
    } finally {
      await close();
    }
  });
}

Deno.test("an upgrade that adds a column keeps the rows; one that loses or changes one is found", async () => {
  const { database, close } = await openBareProject();
  const next = (version: string, sql: string): Migration => ({
    version,
    name: "next",
    sql,
  });
  try {
    await migrate(database);
    await database.execute(await Deno.readTextFile(FILLED));
    const before = await readRows(database);
    await migrate(database, [
      next(
        "98",
        "alter table public.job_postings add column remarks text not null default ''",
      ),
    ]);
    assertEquals(lostRows(before, await readRows(database)), []);
    await migrate(database, [
      next(
        "99",
        `update public.job_postings set status = 'new' where external_id = 'applied';
         delete from scanner.operators;
         alter table scanner.cycles drop column doubt;`,
      ),
    ]);
    const lost = lostRows(before, await readRows(database));
    assertEquals(lost.map((line) => line.split(":")[0]), [
      "public.job_postings",
      "scanner.cycles",
      "scanner.operators",
    ]);
  } finally {
    await close();
  }
});

Deno.test("the functions' version is the newest of the changelog", async () => {
  const changelog = await Deno.readTextFile(
    new URL("../../.github/CHANGELOG.md", import.meta.url),
  );
  assertEquals(newestRelease(changelog)?.version, VERSION);
});

Deno.test("newestRelease() and parseReleased() read what is written, and nothing else", () => {
  assertEquals(newestRelease("# Changes\n\n## 1.2.0, unreleased\n"), {
    version: "1.2.0",
    date: null,
  });
  assertEquals(newestRelease("## 1.1.0, 2026-12-01\n\n## 1.0.0, 2026-11-30"), {
    version: "1.1.0",
    date: "2026-12-01",
  });
  assertEquals(newestRelease("# Changes"), null);
  const hash = "a".repeat(64);
  assertEquals(parseReleased(`# head\n${hash}  1.0.0  20260101_one.sql\n`), [
    { hash, version: "1.0.0", file: "20260101_one.sql" },
  ]);
  assertThrows(() => parseReleased("no hash"));
});
