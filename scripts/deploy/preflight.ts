/**
 * Which names boardscan would make are taken by something that is not its own,
 * asked before anything is changed.
 *
 * What an applied migration has made is boardscan's, as
 * supabase_migrations.schema_migrations notes it; where nothing is noted (the
 * files were run by hand) the comment on the schema `scanner` tells. So only what
 * is still to be made can be taken, on a new project and before an upgrade alike.
 * Twin: supabase/migrations/20261121000050_free_names.sql, which refuses.
 *
 * @module
 */
import type { Database } from "../stack/database.ts";
import { type Migration, readMigrations } from "../stack/migrate.ts";

export interface TakenName {
  /** With its schema, such as `public.job_sources`. */
  readonly name: string;
  /** What is there by that name: table, view, index, function, type, schema, … */
  readonly kind: string;
}

/** Names as they are made, in one namespace of each schema: relations and types share theirs. */
export interface MadeNames {
  readonly schemas: readonly string[];
  readonly relations: readonly string[];
  readonly functions: readonly string[];
}

/** What a set of migrations makes in `public` and `scanner`. */
export function namesMadeBy(migrations: readonly Migration[]): MadeNames {
  const sql = migrations.map((migration) => migration.sql).join("\n");
  const find = (form: RegExp) =>
    [...sql.matchAll(form)].map(([, name = ""]) => name);
  const indexes = [
    ...sql.matchAll(
      /^create (?:unique )?index (\w+)\s+on (public|scanner)\./gm,
    ),
  ].map(([, name, schema]) => `${schema}.${name}`);
  return {
    schemas: find(/^create schema (\w+)/gm),
    relations: [
      ...find(
        /^create (?:table|view|type|sequence) ((?:public|scanner)\.\w+)/gm,
      ),
      ...indexes,
    ],
    functions: find(
      /^create (?:or replace )?function ((?:public|scanner)\.\w+)/gm,
    ),
  };
}

const HERE = `
  select
    coalesce(obj_description(to_regnamespace('scanner'), 'pg_namespace') like 'boardscan:%', false)::text as installed,
    (to_regclass('supabase_migrations.schema_migrations') is not null)::text as noted`;

const THERE = `
  with relations as (select n from jsonb_array_elements_text($2::text::jsonb) n)
  select n.nspname::text as name, 'schema' as kind
  from pg_namespace n
  where n.nspname in (select jsonb_array_elements_text($1::text::jsonb))
  union
  select n.nspname || '.' || c.relname, case c.relkind
    when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
    when 'S' then 'sequence' when 'i' then 'index' when 'I' then 'index' when 'c' then 'type' else 'table' end
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname || '.' || c.relname in (select r.n from relations r)
  union
  select n.nspname || '.' || y.typname, 'type'
  from pg_type y join pg_namespace n on n.oid = y.typnamespace
  where y.typrelid = 0 and n.nspname || '.' || y.typname in (select r.n from relations r)
  union
  select n.nspname || '.' || p.proname, 'function'
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname || '.' || p.proname in (select jsonb_array_elements_text($3::text::jsonb))
  order by 1, 2`;

async function appliedVersions(
  database: Pick<Database, "query">,
): Promise<Set<string>> {
  const { rows } = await database.query(
    "select version from supabase_migrations.schema_migrations",
  );
  return new Set(rows.map(({ version }) => String(version)));
}

/** The names that migrations still to be run would make and that are there already, in order. */
export async function findTakenNames(
  database: Pick<Database, "query">,
  migrations?: readonly Migration[],
): Promise<TakenName[]> {
  const all = migrations ?? await readMigrations();
  const { rows: [here] } = await database.query(HERE);
  const applied = here?.noted === "true"
    ? await appliedVersions(database)
    : new Set<string>();
  const isDone = ({ version }: Migration) => applied.has(version);
  const done = all.filter(isDone);
  // Run by hand: everything there is its own, and no note says which part.
  if (done.length === 0 && here?.installed === "true") return [];

  const own = namesMadeBy(done);
  const wanted = namesMadeBy(all.filter((one) => !isDone(one)));
  const free = (kind: keyof MadeNames) =>
    JSON.stringify(wanted[kind].filter((name) => !own[kind].includes(name)));
  const { rows } = await database.query(THERE, [
    free("schemas"),
    free("relations"),
    free("functions"),
  ]);
  return rows.map(({ name, kind }) => ({
    name: String(name),
    kind: String(kind),
  }));
}

/** What a person is told about names that are taken. */
export function describeTakenNames(taken: readonly TakenName[]): string {
  const names = taken.map(({ name, kind }) => `${name} (${kind})`).join(", ");
  return `Cannot install boardscan, and nothing was changed: the project has something else by the name of ${names}. ` +
    `Run "deno task adopt", which moves a predecessor's tables aside and takes over what they hold, or rename it`;
}
