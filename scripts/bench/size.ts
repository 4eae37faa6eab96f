/**
 * What a posting takes on disk, by table and index, and how many of them fit
 * into a free project.
 *
 * @module
 */
import { z } from "zod";
import type { Database } from "../stack/database.ts";
import { clear, fillSources, REALISTIC_HOST, settle } from "./fill.ts";
import { dropTexts, fillWithTexts, loadTexts } from "./fill_texts.ts";
import { measureMachineSize } from "./machine_size.ts";
import type { Measured } from "./measured.ts";
import { number } from "./scans.ts";
import { timed } from "./timing.ts";

const SIZES = [1_000, 10_000, 100_000, 300_000] as const;
const SOURCES = 1_000;
const MB = 1_000_000;
/** Above it a free project can be read only. */
const FREE_MB = 500;
/** "New Supabase projects have a database size of ~40-60mb" (guides/platform/database-size). */
const NEW_PROJECT_MB = 50;

const Relations = z.array(
  z.object({ name: z.string(), bytes: z.coerce.number() }),
);
type Relations = z.infer<typeof Relations>;

/** The tables, the texts that are stored beside their rows, and every index. */
async function relations(database: Database): Promise<Relations> {
  const { rows } = await database.query(`
    select x.name, x.bytes::text as bytes
    from pg_class c
    cross join lateral (
      select 0 as rank, c.relname || ', rows' as name,
        pg_table_size(c.oid) - coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0) as bytes
      union all
      select 1, c.relname || ', descriptions', pg_total_relation_size(c.reltoastrelid)
      where c.relname = 'job_postings'
      union all
      select 2, x.relname, pg_relation_size(i.indexrelid)
      from pg_index i join pg_class x on x.oid = i.indexrelid where i.indrelid = c.oid
    ) x
    where c.oid in ('public.job_postings'::regclass, 'scanner.posting_events'::regclass)
    order by c.relname, x.rank, x.bytes desc`);
  return Relations.parse(rows);
}

const sum = (found: Relations) =>
  found.reduce((all, { bytes }) => all + bytes, 0);

/** What is free for new postings once the daily round has taken old descriptions away. */
async function measureHousekeeping(database: Database) {
  const before = sum(await relations(database));
  const { ms } = await timed(() =>
    database.query("select scanner.housekeep()")
  );
  await settle(database, "public.job_postings");
  const most = SIZES.at(-1) ?? 0;
  const more = most / 10;
  await fillWithTexts(database, {
    from: most,
    to: most + more,
    sources: SOURCES,
  });
  const grown = sum(await relations(database)) - before;
  return { ms, share: 1 - grown / (before / most * more) };
}

/** Bytes a posting at four sizes of the table. */
export async function measureSize(database: Database): Promise<Measured> {
  await clear(database);
  await fillSources(database, {
    count: SOURCES,
    host: REALISTIC_HOST,
    dueAt: "now() + interval '1 day'",
  });
  await loadTexts(database);
  const found: Relations[] = [];
  let filled = 0;
  let housekeeping;
  let wholeText: number;
  try {
    for (const size of SIZES) {
      await fillWithTexts(database, {
        from: filled,
        to: size,
        sources: SOURCES,
      });
      filled = size;
      found.push(await relations(database));
    }
    wholeText = await number(
      database,
      "select avg(length(description)) from public.job_postings where id <= 1000",
    );
    housekeeping = await measureHousekeeping(database);
  } finally {
    await dropTexts(database);
  }
  const each = SIZES.map((size, i) => sum(found[i] ?? []) / size);
  const fit = (bytes: number) =>
    Math.floor((FREE_MB - NEW_PROJECT_MB) * MB / bytes);
  const names = found.at(-1)?.map(({ name }) => name) ?? [];
  const text = found.at(-1)?.find(({ name }) => name.endsWith("descriptions"));
  const most = SIZES.at(-1) ?? NaN;
  const textEach = (text?.bytes ?? NaN) / most;
  const last = each.at(-1) ?? NaN;
  await database.execute("truncate public.job_postings cascade");
  const machine = await measureMachineSize(database);
  const whole = (name: string, bytes: number) => [name, "", "", "", bytes];
  return {
    title: "Bytes on disk for each posting, by rows in the table",
    how: [
      `Texts of ${
        Math.round(wholeText)
      } characters, as on the simulated boards; 1.2 events a posting, one in ten closed;`,
      `a free project is ${FREE_MB} MB, of which a new one uses ${NEW_PROJECT_MB};`,
      `the daily housekeep at ${most} rows: ${
        Math.round(housekeeping.ms)
      } ms, for the texts of the closed tenth; of the space`,
      `for a tenth more postings ${
        Math.round(housekeeping.share * 100)
      } % was then free already`,
    ].join("\n"),
    columns: ["bytes each", ...SIZES.map(String)],
    rows: [
      ...names.map((name) => [
        name,
        ...SIZES.map((size, i) =>
          (found[i]?.find((one) => one.name === name)?.bytes ?? NaN) / size
        ),
      ]),
      ["all", ...each],
      ["all, MB", ...found.map((one) => sum(one) / MB)],
      ["postings in a free project", ...each.map(fit)],
      ["  of them without text", ...each.map((bytes) => fit(bytes - textEach))],
      whole("beside that: a source", machine.source),
      whole("  a scan, kept 30 days", machine.scan),
      whole("  an answer in pg_net, 6 hours", machine.response),
      whole("  a run of pg_cron, 2 days", machine.cronRun),
    ],
    values: {},
    figures: {
      posting_bytes: last,
      text_bytes: textEach,
      source_bytes: machine.source,
      scan_bytes: machine.scan,
      response_bytes: machine.response,
      cron_run_bytes: machine.cronRun,
    },
  };
}
