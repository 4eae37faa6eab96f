/**
 * The scans that the page shows: those of the last press of Scan, or of the
 * last 24 hours where the schedule has scanned since.
 *
 * @module
 */
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { Interval } from "./interval.ts";
import { readAll } from "./read_all.ts";

const DAY_MS = 86_400_000;

/** A scan may be under way when Scan is pressed, and then answers that press too. */
const JOINED_MS = 3_600_000;

const Scan = z.object({
  scan_id: z.string(),
  source_id: z.number(),
  company: z.string().nullable(),
  provider: z.string().nullable(),
  status: z.string(),
  dispatched_at: z.string(),
  waited: Interval.nullable(),
  took: Interval.nullable(),
  /** Null also where the database does not tell it. */
  listed_at: z.string().nullable().default(null),
  fetched: z.number(),
  matched: z.number(),
  inserted: z.number(),
  reason: z.string().nullable(),
});

/** A row of scan_log; spans in milliseconds. */
export type Scan = z.output<typeof Scan>;

export interface ShownScans {
  /** When Scan was pressed; null: these are of the last 24 hours. */
  readonly pressedAt: string | null;
  /** One for each board, the latest. */
  readonly scans: readonly Scan[];
}

const Batches = z.array(z.object({ since: z.string(), batch_id: z.string() }));
const Dispatched = z.array(z.object({ dispatched_at: z.string() }));

async function lastBatch(client: SupabaseClient) {
  const { data, error } = await client.from("scan_history")
    .select("since,batch_id").not("batch_id", "is", null)
    .order("since", { ascending: false }).limit(1);
  if (error) throw new Error(`Cannot read scan_history: ${error.message}`);
  return Batches.parse(data)[0] ?? null;
}

async function lastDispatch(client: SupabaseClient) {
  const { data, error } = await client.from("scan_log")
    .select("dispatched_at")
    .order("dispatched_at", { ascending: false }).limit(1);
  if (error) throw new Error(`Cannot read scan_log: ${error.message}`);
  return Dispatched.parse(data)[0]?.dispatched_at ?? null;
}

function latestOfEachBoard(scans: readonly Scan[]): Scan[] {
  const latest = new Map<number, Scan>();
  for (const scan of scans) {
    if (!latest.has(scan.source_id)) latest.set(scan.source_id, scan);
  }
  return [...latest.values()];
}

/** Reads them from scan_log. */
export async function readScans(
  client: SupabaseClient,
  now: Date,
): Promise<ShownScans> {
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const batch = await lastBatch(client);
  const last = await lastDispatch(client);
  const isShown = batch !== null &&
    (new Date(batch.since) >= dayAgo || last === null ||
      new Date(last) < dayAgo);
  const from = isShown
    ? new Date(new Date(batch.since).getTime() - JOINED_MS)
    : dayAgo;
  const scans = await readAll(
    client,
    {
      view: "scan_log",
      order: ["dispatched_at", "scan_id"],
      narrow: (query) => {
        const recent = query.gte("dispatched_at", from.toISOString());
        return isShown
          ? recent.contains("batch_ids", [batch.batch_id])
          : recent;
      },
    },
    Scan,
  );
  return {
    pressedAt: isShown ? batch.since : null,
    scans: latestOfEachBoard(scans),
  };
}
