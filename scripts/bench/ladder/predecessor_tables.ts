/**
 * The tables of the predecessor's designs. They lie in schema public, which is
 * the one that the API serves, only while the ladder is measured; `run` keeps
 * designs and scenarios apart, so that several can be under way at once.
 *
 * @module
 */
import type { Database } from "../../stack/database.ts";
import { number } from "../scans.ts";

/** Of a posting, beside what the run and the client add. */
export const POSTING_COLUMNS = {
  external_id: "text not null",
  title: "text not null",
  company: "text",
  url: "text not null",
  apply_url: "text",
  locations: "text[] not null",
  workplace: "text",
  department: "text",
  team: "text",
  employment_type: "text",
  salary_min: "numeric",
  salary_max: "numeric",
  salary_currency: "text",
  salary_period: "text",
  description: "text",
  requisition: "text",
  role_key: "text not null",
  posted_at: "timestamptz",
  score: "int not null",
  score_reasons: "text[] not null",
  filters: "text[] not null",
  is_open: "boolean not null",
  // What its list said, where more was read for it.
  listed: "text",
} as const;

const DROP = `
  drop table if exists public.predecessor_sources;
  drop table if exists public.predecessor_postings;
  drop table if exists public.predecessor_scans;`;

const CREATE = `
  create table public.predecessor_sources as
    select j.id, j.company, j.provider, j.board from public.job_sources j;
  create table public.predecessor_postings (
    run text not null,
    source_id bigint not null,
    ${
  Object.entries(POSTING_COLUMNS).map(([name, type]) => `${name} ${type},`)
    .join("\n    ")
}
    first_seen_at timestamptz not null default now(),
    last_seen_at timestamptz not null,
    primary key (run, source_id, external_id)
  );
  create table public.predecessor_scans (
    id bigint generated always as identity primary key,
    run text not null,
    source_id bigint not null,
    finished_at timestamptz not null default now(),
    fetched int not null,
    matched int not null,
    added int not null,
    archived int not null
  );
  grant select on public.predecessor_sources to service_role;
  grant select, insert, update on public.predecessor_postings to service_role;
  grant select, insert on public.predecessor_scans to service_role;`;

/** Makes them anew, with the sources as boardscan's first scan has resolved them: the predecessor had its boards in a list. */
export async function createPredecessorTables(
  database: Database,
): Promise<void> {
  await database.execute(`${DROP}${CREATE}`);
}

/** Leaves nothing behind. */
export async function dropPredecessorTables(database: Database): Promise<void> {
  await database.execute(DROP);
}

/** What an earlier scan left, as the rows of another run. */
export async function prefill(
  database: Database,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await database.query(
    `insert into public.predecessor_postings
     select (jsonb_populate_record(p, jsonb_build_object('run', $2::text))).*
     from public.predecessor_postings p where p.run = $1::text`,
    [from, to],
  );
}

/** Postings that are open when a run has ended. */
export async function countKept(
  database: Database,
  run: string,
): Promise<number> {
  return await number(
    database,
    `select count(*) from public.predecessor_postings p where p.run = '${run}' and p.is_open`,
  );
}
