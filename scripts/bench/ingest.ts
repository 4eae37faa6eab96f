/**
 * Whether a posting costs more to store when the table is full.
 *
 * @module
 */
import type { Database } from "../stack/database.ts";
import { clear, fillPostings, fillSources, REALISTIC_HOST } from "./fill.ts";
import type { Measured } from "./measured.ts";
import { lease, makePostings, reportOf, scanThrough, text } from "./scans.ts";
import { median, repeated } from "./timing.ts";

const SIZES = [1_000, 10_000, 100_000, 300_000] as const;
const SOURCES = 1_000;
const POSTINGS = 500;
const RUNS = 15;

/** A board that is new, read again as it was, and read with one advert in ten changed. */
async function scanThrice(database: Database) {
  const sourceId = Number(
    await text(
      database,
      `insert into public.job_sources (url, provider, board, host, next_scan_at)
       select 'https://boards.example/' || n, 'greenhouse', 'board-' || n, 'boards.example', now() + interval '1 day'
       from (select max(id) + 1 as n from public.job_sources) x returning id`,
    ),
  );
  const once = async (revision: number) => {
    const postings = makePostings(sourceId, POSTINGS, revision);
    const scanId = await lease(database, sourceId);
    const ms = await scanThrough(database, scanId, reportOf(postings));
    return ms * 1_000 / POSTINGS;
  };
  const costs = {
    first: await once(0),
    same: await once(0),
    changed: await once(1),
  };
  await database.query(
    `delete from public.job_sources where id = ${sourceId}`,
  );
  return costs;
}

interface Row {
  readonly size: number;
  readonly first: number;
  readonly same: number;
  readonly changed: number;
  readonly sum: number;
}

async function measureAt(database: Database, size: number): Promise<Row> {
  // A page that is touched first after a checkpoint is written whole: each size
  // starts after one, with runs that do not count.
  await database.execute("checkpoint");
  const runs = await repeated(RUNS, () => scanThrice(database));
  const first = median(runs.map((run) => run.first));
  const same = median(runs.map((run) => run.same));
  const changed = median(runs.map((run) => run.changed));
  return { size, first, same, changed, sum: first + same + changed };
}

/** Database work per posting at four sizes of the table. */
export async function measureIngest(database: Database): Promise<Measured> {
  await clear(database);
  await fillSources(database, {
    count: SOURCES,
    host: REALISTIC_HOST,
    dueAt: "now() + interval '1 day'",
  });
  const rows: Row[] = [];
  let filled = 0;
  for (const size of SIZES) {
    await fillPostings(database, { from: filled, to: size, sources: SOURCES });
    filled = size;
    rows.push(await measureAt(database, size));
  }
  // The machine may have slowed down or sped up meanwhile: the base is taken
  // before and after.
  const [smallest] = SIZES;
  await database.execute("truncate public.job_postings cascade");
  await fillPostings(database, { from: 0, to: smallest, sources: SOURCES });
  const again = await measureAt(database, smallest);
  const base = ((rows[0]?.sum ?? NaN) + again.sum) / 2;
  const most = rows.at(-1)?.sum ?? NaN;
  return {
    title: "Ingest per posting, by rows in the table",
    how:
      `A board of ${POSTINGS} postings through begin_scan and finish_scan: ` +
      `all new, all the same, one in ten changed; µs per posting, median of ${RUNS}`,
    columns: [
      "rows",
      "new µs",
      "same µs",
      "changed µs",
      "sum µs",
      "over 1,000",
    ],
    rows: [...rows, again].map((row) => [
      row.size,
      row.first,
      row.same,
      row.changed,
      row.sum,
      row.sum / base,
    ]),
    values: { ingest_flat: most / base },
    figures: { changed_posting_us: rows.at(-1)?.changed ?? NaN },
  };
}
