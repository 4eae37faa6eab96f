/**
 * All that the invariants look at, read with one query; and the two things that
 * a test does to the database itself: emptying it and moving its clock.
 *
 * @module
 */
import { z } from "zod";
import type { Database } from "../../../scripts/stack/database.ts";

const Reading = z.object({
  max: z.number(),
  /** Of everything, with all columns: equal means that nothing was changed. */
  digest: z.string(),
  hosts: z.array(z.object({
    host: z.string(),
    limit: z.number(),
    paused: z.boolean(),
  })),
  sources: z.array(z.object({
    id: z.number(),
    host: z.string(),
    enabled: z.boolean(),
    scan_id: z.string().nullable(),
    lease_seconds: z.number().nullable(),
    due_seconds: z.number(),
    requested: z.boolean(),
  })),
  scans: z.array(z.object({
    id: z.string(),
    source_id: z.number(),
    status: z.string(),
    listed: z.boolean(),
  })),
  postings: z.array(z.object({
    source_id: z.number(),
    id: z.string(),
    title: z.string(),
    status: z.string(),
    reason: z.string().nullable(),
    closed: z.boolean(),
  })),
  /** Sources of batches that are waited for. */
  awaited: z.number(),
});

export type Reading = z.infer<typeof Reading>;

// Truncating would make the server forget its plans, which costs more than all the rest.
const SCRIPT = `
drop schema if exists model cascade;
create schema model;

create function model.empty(max int, otherwise int) returns void language plpgsql as $$
begin
  delete from public.job_postings;
  delete from public.job_sources;
  delete from public.search_filters;
  delete from scanner.batches;
  delete from scanner.hosts;
  delete from net.http_request_queue;
  update scanner.settings s
  set project_url = 'http://functions.example', max_in_flight = empty.max, host_max_in_flight = empty.otherwise;
  perform setseed(0.5);
end $$;

do $do$
declare
  body text;
begin
  select string_agg(format('update %s set %s;', t.name, t.columns), ' ') into body
  from (
    select c.oid::regclass as name,
      string_agg(format('%1$I = %1$I - shift.by', a.attname), ', ') as columns
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r'
      and c.relnamespace in ('public'::regnamespace, 'scanner'::regnamespace)
      and a.atttypid = 'timestamptz'::regtype
      and not a.attisdropped
    group by 1
  ) t;
  execute format('create function model.shift(by interval) returns void language plpgsql as %L',
    'begin ' || body || ' end');
end $do$;

create function model.reading() returns text language plpgsql stable as $$
begin
  return jsonb_build_object(
    'max', (select s.max_in_flight from scanner.settings s),
    'digest', (
      select md5(concat(
        (select string_agg(j::text, '' order by j.id) from public.job_sources j),
        (select string_agg(p::text, '' order by p.id) from public.job_postings p),
        (select string_agg(s::text, '' order by s.id) from scanner.scans s),
        (select string_agg(b::text, '' order by b.batch_id, b.source_id) from scanner.batch_sources b),
        (select count(*) from scanner.posting_events),
        (select count(*) from net.http_request_queue)
      ))
    ),
    'hosts', (
      select jsonb_agg(jsonb_build_object(
        'host', n.host,
        'limit', case when cardinality(h.failed_sources) >= 5 then 1
          else coalesce(h.max_in_flight, (select s.host_max_in_flight from scanner.settings s)) end,
        'paused', coalesce(h.paused_until > now(), false)
      ))
      from (select distinct j.host from public.job_sources j) n
      left join scanner.hosts h on h.host = n.host
    ),
    'sources', (
      select jsonb_agg(jsonb_build_object(
        'id', j.id, 'host', j.host, 'enabled', j.enabled, 'scan_id', j.scan_id,
        'lease_seconds', extract(epoch from j.lease_until - now()),
        'due_seconds', extract(epoch from j.next_scan_at - now()),
        'requested', j.requested_at is not null
      ) order by j.id)
      from public.job_sources j
    ),
    'scans', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', s.id, 'source_id', s.source_id, 'status', s.status, 'listed', s.listed_at is not null
      ) order by s.dispatched_at, s.source_id), '[]')
      from scanner.scans s
    ),
    'postings', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'source_id', p.source_id, 'id', p.external_id, 'title', p.title, 'status', p.status,
        'reason', p.archived_reason, 'closed', p.closed_at is not null
      ) order by p.source_id, p.external_id), '[]')
      from public.job_postings p
    ),
    'awaited', (select count(*) from scanner.batch_sources b where b.state in ('waiting', 'running'))
  )::text;
end $$;
`;

/** Prepares a database for model tests; `remove` leaves it as it was. */
export async function prepare(database: Database) {
  await database.execute(SCRIPT);
  let times = 0;
  return {
    async empty(max: number, hostMax: number): Promise<void> {
      await database.query(
        "select model.empty($1::text::int, $2::text::int)",
        [max, hostMax],
      );
      // Rows that are dead slow down the reading of those that live.
      if (++times % 20 === 0) await database.execute("vacuum");
    },
    /** The clock moves on by so much: all that has happened is that much longer ago. */
    async shift(seconds: number): Promise<void> {
      await database.query(
        "select model.shift(make_interval(secs => $1::text::float8))",
        [seconds],
      );
    },
    async read(): Promise<Reading> {
      const { rows: [answer] } = await database.query(
        "select model.reading() as reading",
      );
      return Reading.parse(JSON.parse(String(answer?.reading)));
    },
    remove: () => database.execute("drop schema model cascade"),
  };
}

export type Prepared = Awaited<ReturnType<typeof prepare>>;
