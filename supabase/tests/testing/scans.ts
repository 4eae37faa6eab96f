/**
 * Scans and what they leave behind. Imported by tests only.
 *
 * @module
 */
import { z } from "zod";
import type { Report } from "../../functions/_shared/report.ts";
import type { Row } from "../../functions/_shared/rows.ts";
import type { Database } from "../../../scripts/stack/database.ts";
import { createDoors } from "./doors.ts";
import { row, rows } from "./read.ts";

/** Makes a source due and dispatches: nothing listens, its request stays in the queue. Answers the scan's id. */
export async function dispatched(
  database: Database,
  sourceId: number,
): Promise<string> {
  await database.query(
    "update scanner.settings set project_url = 'http://functions.example'",
  );
  await database.query(
    "update public.job_sources set next_scan_at = now() where id = $1::text::bigint",
    [sourceId],
  );
  await database.query("select scanner.dispatch()");
  const { scan_id } = await row(
    database,
    "select scan_id from public.job_sources where id = $1::text::bigint",
    sourceId,
  );
  return z.uuid().parse(scan_id);
}

/** As if the scan of a source had been silent for longer than its lease. */
export async function expireLease(
  database: Database,
  sourceId: number,
): Promise<void> {
  await database.query(
    `update public.job_sources set lease_until = now() - interval '1 second'
     where id = $1::text::bigint`,
    [sourceId],
  );
}

/** A scan that is running; answers its id. */
export async function begun(
  database: Database,
  sourceId: number,
): Promise<string> {
  const scanId = await dispatched(database, sourceId);
  await createDoors(database).beginScan(scanId);
  return scanId;
}

/** A whole scan, from dispatch to its report; answers its id. */
export async function scanned(
  database: Database,
  sourceId: number,
  told: Partial<Report>,
): Promise<string> {
  const scanId = await begun(database, sourceId);
  await createDoors(database).finish(scanId, told);
  return scanId;
}

/** What a scan's row says of it. */
export function scanRow(database: Database, scanId: string): Promise<Row> {
  return row(
    database,
    "select * from scanner.scans where id = $1::text::uuid",
    scanId,
  );
}

/** What a source's row says of it. */
export function sourceRow(database: Database, sourceId: number): Promise<Row> {
  return row(
    database,
    "select * from public.job_sources where id = $1::text::bigint",
    sourceId,
  );
}

/** The postings of a source by their ids, with a few columns only. */
export async function stored(
  database: Database,
  sourceId: number,
  columns: string,
): Promise<Record<string, Row>> {
  const found = await rows(
    database,
    `select external_id as key, (select to_jsonb(x) from (select ${columns}) x) as kept
     from public.job_postings where source_id = $1::text::bigint order by id`,
    sourceId,
  );
  return Object.fromEntries(
    found.map(({ key, kept }) => [
      String(key),
      z.record(z.string(), z.unknown()).parse(kept),
    ]),
  );
}

/** What happened to a source's postings, in order: `opened 1`. */
export async function events(
  database: Database,
  sourceId: number,
): Promise<string[]> {
  const found = await rows(
    database,
    `select e.kind || ' ' || p.external_id as event
     from scanner.posting_events e
     join public.job_postings p on p.id = e.posting_id
     where p.source_id = $1::text::bigint
     order by e.id`,
    sourceId,
  );
  return found.map(({ event }) => String(event));
}

/** Sets a person's status on a posting. */
export async function setStatus(
  database: Database,
  sourceId: number,
  externalId: string,
  status: string,
): Promise<void> {
  await database.query(
    `update public.job_postings set status = $3::text
     where source_id = $1::text::bigint and external_id = $2::text`,
    [sourceId, externalId, status],
  );
}
