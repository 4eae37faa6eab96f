/**
 * What a project tells of itself: installation() and scanner_health, over REST
 * or, where that does not answer, over SQL.
 *
 * @module
 */
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import type { Database } from "../stack/database.ts";

/** Twin: supabase/migrations/…_installation.sql. */
const Installation = z.object({
  now: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  postgres: z.string(),
  database_bytes: z.number(),
  /** Null: nothing is noted, or it may not be read. */
  migrations: z.array(z.string()).nullable(),
  extensions: z.record(
    z.string(),
    z.object({ installed: z.string().nullable(), newest: z.string() }),
  ).nullable(),
  jobs: z.array(z.object({
    name: z.string(),
    schedule: z.string(),
    command: z.string(),
    active: z.boolean(),
    last_run_at: z.string().nullable(),
    last_status: z.string().nullable(),
    last_message: z.string().nullable(),
  })),
  cron_worker: z.boolean().nullable(),
  net_worker: z.boolean().nullable(),
  bare_tables: z.array(z.string()),
  operators: z.number(),
  filters: z.number(),
  scans_last_day: z.number(),
  scans_a_month: z.number(),
});
export type Installation = z.infer<typeof Installation>;

const Health = z.object({
  what_to_do: z.array(z.string()),
  sources: z.number(),
  failing: z.number(),
  net_queue: z.number(),
  last_dispatch_at: z.string().nullable(),
  project_url: z.string().nullable(),
});
export type Health = z.infer<typeof Health>;

export interface Facts {
  readonly installation: Installation;
  /** Or why scanner_health does not answer. */
  readonly health: Health | NoFacts;
  /** What this machine's clock said when the database was asked for its own. */
  readonly askedAt: Date;
}

/** Why there are no facts. */
export interface NoFacts {
  /** PostgREST's or Postgres' code; empty: nobody answered. */
  readonly code: string;
  readonly said: string;
}

const COLUMNS = Object.keys(Health.shape).join(",");

/** In the middle of the call: the way there and back is no skew. */
function midway(before: Date, after: Date): Date {
  return new Date((before.getTime() + after.getTime()) / 2);
}

/** Over REST, as the holder of the key. */
export async function factsByRest(
  client: SupabaseClient,
  clock: () => Date,
): Promise<Facts | NoFacts> {
  const before = clock();
  const told = await client.rpc("installation");
  const askedAt = midway(before, clock());
  if (told.error) return { code: told.error.code, said: told.error.message };
  const health = await client.from("scanner_health").select(COLUMNS).single();
  return {
    installation: Installation.parse(told.data),
    health: health.error
      ? { code: health.error.code, said: health.error.message }
      : Health.parse(health.data),
    askedAt,
  };
}

const Refusal = z.object({ code: z.string(), message: z.string() });

/** The one value of a query, or why there is none. */
async function ask<T>(
  database: Database,
  query: string,
  schema: z.ZodType<T>,
): Promise<{ found: T } | NoFacts> {
  try {
    const { rows: [row] } = await database.query(query);
    return { found: schema.parse(JSON.parse(String(row?.facts))) };
  } catch (error) {
    const refusal = Refusal.safeParse(error);
    if (!refusal.success) throw error;
    return { code: refusal.data.code, said: refusal.data.message };
  }
}

/** Over SQL, as the owner. */
export async function factsBySql(
  database: Database,
  clock: () => Date,
): Promise<Facts | NoFacts> {
  const before = clock();
  const told = await ask(
    database,
    "select public.installation()::text as facts",
    Installation,
  );
  if ("code" in told) return told;
  const askedAt = midway(before, clock());
  const health = await ask(
    database,
    `select row_to_json(h)::text as facts from (select ${COLUMNS} from public.scanner_health) h`,
    Health,
  );
  return {
    installation: told.found,
    health: "code" in health ? health : health.found,
    askedAt,
  };
}
