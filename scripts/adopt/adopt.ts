/**
 * Makes a project of boardscan's predecessor one of boardscan's: its tables are
 * set aside, boardscan is installed, and what they say is taken over. Each step
 * is skipped where it was taken before.
 *
 * @module
 */
import { z } from "zod";
import {
  describeTakenNames,
  findTakenNames,
  type TakenName,
} from "../deploy/preflight.ts";
import type { Database } from "../stack/database.ts";
import {
  applyMigrations,
  type Migration,
  notedScript,
  NOTES,
  readPending,
} from "../stack/migrate.ts";
import { findBoards } from "./boards.ts";
import { rehearse } from "./rehearse.ts";

const FOLDER = new URL("../../supabase/adopt/", import.meta.url);
const read = (file: string) => Deno.readTextFile(new URL(file, FOLDER));

/** A sentence about one thing: a table, a board, a posting, a sum. */
const Lines = z.array(z.object({ subject: z.string(), what: z.string() }));
export type Line = z.infer<typeof Lines>[number];

const Address = z.object({ key: z.string(), url: z.string() });
const Addresses = z.object({
  sources: z.array(Address),
  postings: z.array(Address),
});

/** Sources with an address, and postings that name no source. */
const ADDRESSES = `(
  with s as materialized (select * from predecessor.sources())
  select jsonb_build_object(
    'sources', (select coalesce(jsonb_agg(jsonb_build_object('key', s.key, 'url', s.url)), '[]')
      from s where s.url is not null),
    'postings', (select coalesce(jsonb_agg(jsonb_build_object('key', p.key, 'url', p.url)), '[]')
      from predecessor.postings() p
      where p.url is not null and not exists (
        select from s where s.key = p.source or lower(p.source) in (lower(s.board), lower(s.company), lower(s.url))))
  ))`;
const SET_ASIDE = `(
  select coalesce(jsonb_agg(to_jsonb(a)), '[]') from predecessor.set_aside() a)`;

function takeOver(boards: unknown, statuses: unknown): string {
  const literal = (value: unknown) =>
    `'${JSON.stringify(value).replaceAll("'", "''")}'::jsonb`;
  return `(select jsonb_agg(to_jsonb(t)) from predecessor.take_over(${
    literal(boards)
  }, ${literal(statuses)}) t)`;
}

export interface AdoptOptions {
  readonly database: Database;
  readonly migrations: readonly Migration[];
  /** Says what would be done, and does none of it. */
  readonly dryRun: boolean;
  /** Words of the predecessor that boardscan does not know, and what they mean. */
  readonly statuses: Readonly<Record<string, string>>;
}

/** What can be set aside; an index stays with its table, and a schema where it is. */
const isMovable = ({ kind }: TakenName) =>
  kind !== "index" && kind !== "schema";

async function isThere(database: Database, relation: string): Promise<boolean> {
  const { rows } = await database.query(
    "select (to_regclass($1::text) is not null)::text as there",
    [relation],
  );
  return rows[0]?.there === "true";
}

/** @throws {Error} where there is nothing to adopt, or something is in the way. */
async function check(database: Database, taken: readonly TakenName[]) {
  const stuck = taken.filter((one) =>
    !isMovable(one) &&
    // Goes along with its table.
    !(one.kind === "index" && taken.some(({ kind }) => kind === "table"))
  );
  if (stuck.length > 0) throw new Error(describeTakenNames(stuck));
  for (const table of ["job_sources", "job_postings"]) {
    if (taken.some(({ name }) => name === `public.${table}`)) return;
    if (await isThere(database, `predecessor.${table}`)) return;
  }
  throw new Error(
    "Cannot adopt: the project has no job_sources and no job_postings of a predecessor",
  );
}

/** Says what was done, or would be. */
export async function adopt(
  { database, migrations, dryRun, statuses }: AdoptOptions,
): Promise<Line[]> {
  await check(database, await findTakenNames(database, migrations));
  const [setAside, reading, taking, following] = await Promise.all(
    ["1_set_aside.sql", "2_read.sql", "3_take_over.sql", "4_follow.sql"]
      .map(read),
  );
  const value = async (expression: string) => {
    const { rows } = await database.query(
      `select ${expression}::text as value`,
    );
    return JSON.parse(String(rows[0]?.value));
  };

  if (dryRun) {
    const aside = Lines.parse(
      await rehearse(database, `${setAside}`, SET_ASIDE),
    );
    const moved =
      `${setAside}\ndo $$ begin perform predecessor.set_aside(); end $$;\n${reading}`;
    const { sources, postings } = Addresses.parse(
      await rehearse(database, moved, ADDRESSES),
    );
    const pending = await readPending(database, migrations);
    const installed = [moved, NOTES, ...pending.map(notedScript)].join("\n");
    const taken = Lines.parse(
      await rehearse(
        database,
        `${installed}\n${taking}\n${following}`,
        takeOver(findBoards(sources, postings), statuses),
      ),
    );
    return [
      ...aside,
      { subject: "migrations", what: `${pending.length} would be applied` },
      ...taken,
    ];
  }

  await database.execute(`${setAside}`);
  const aside = Lines.parse(await value(SET_ASIDE));
  const applied = await applyMigrations(database, migrations);
  await database.execute(`${reading}\n${taking}\n${following}`);
  const { sources, postings } = Addresses.parse(await value(ADDRESSES));
  return [
    ...aside,
    { subject: "migrations", what: `${applied} were applied` },
    ...Lines.parse(
      await value(takeOver(findBoards(sources, postings), statuses)),
    ),
  ];
}
