/**
 * The predecessor's calls of its database, each one round trip, by the real
 * client.
 *
 * @module
 */
import { createClient } from "@supabase/supabase-js";
import { z } from "zod";
import { Filter } from "../../../supabase/functions/_shared/work_order.ts";
import { POSTING_COLUMNS } from "./predecessor_tables.ts";

const Source = z.object({
  id: z.number(),
  company: z.string(),
  provider: z.string(),
  board: z.string(),
});

/** A board as the predecessor lists it. */
export type Source = z.infer<typeof Source>;

const StoredPosting = z.looseObject({
  external_id: z.string(),
  is_open: z.boolean(),
  listed: z.string().nullish(),
});

/** A posting as it is stored, with all columns or with as many as were asked for. */
export type StoredPosting = z.infer<typeof StoredPosting>;

/** What one scan of one board came to. */
export interface ScanLog {
  readonly fetched: number;
  readonly matched: number;
  readonly added: number;
  readonly archived: number;
}

/** Every method is one call. */
export interface PredecessorClient {
  sources(): Promise<Source[]>;
  filters(): Promise<Filter[]>;
  /** The stored postings of a board: their ids, or `whole` where a list cannot tell all of them again. */
  readKnown(source: Source, whole: boolean): Promise<StoredPosting[]>;
  upsert(source: Source, postings: readonly StoredPosting[]): Promise<void>;
  archive(source: Source, externalIds: readonly string[]): Promise<void>;
  logScan(source: Source, log: ScanLog): Promise<void>;
}

export interface ClientOptions {
  readonly apiUrl: string;
  readonly secretKey: string;
  /** Whose rows these are. */
  readonly run: string;
  readonly now: () => Date;
}

interface Answer {
  readonly data: unknown;
  readonly error: { readonly message: string } | null;
}

function answered({ data, error }: Answer, what: string): unknown {
  if (error) throw new Error(`Cannot ${what}: ${error.message}`);
  return data;
}

/** A row has the same columns in every batch; the key of each is the client's. */
function columnsOf(posting: StoredPosting): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(POSTING_COLUMNS).map((name) => [name, posting[name] ?? null]),
  );
}

/** The client of one run, and the rows of postings that it wrote. */
export function createPredecessorClient(
  { apiUrl, secretKey, run, now }: ClientOptions,
): { client: PredecessorClient; rowsWritten: () => number } {
  const api = createClient(apiUrl, secretKey, {
    auth: {
      persistSession: false,
      autoRefreshToken: false,
      detectSessionInUrl: false,
    },
  });
  let rows = 0;
  const client: PredecessorClient = {
    async sources() {
      const answer = await api.from("predecessor_sources").select().order("id");
      return z.array(Source).parse(answered(answer, "read the sources"));
    },
    async filters() {
      const answer = await api.from("search_filters").select()
        .eq("enabled", true).order("name");
      return z.array(Filter).parse(answered(answer, "read the filters"));
    },
    async readKnown({ id }, whole) {
      const answer = await api.from("predecessor_postings")
        .select(whole ? "*" : "external_id,is_open")
        .eq("run", run).eq("source_id", id);
      return z.array(StoredPosting).parse(
        answered(answer, "read what is known"),
      );
    },
    async upsert({ id }, postings) {
      rows += postings.length;
      const last_seen_at = now().toISOString();
      const answer = await api.from("predecessor_postings").upsert(
        postings.map((posting) => ({
          ...columnsOf(posting),
          run,
          source_id: id,
          last_seen_at,
        })),
        { onConflict: "run,source_id,external_id" },
      );
      answered(answer, "write postings");
    },
    async archive({ id }, externalIds) {
      rows += externalIds.length;
      const answer = await api.from("predecessor_postings")
        .update({ is_open: false })
        .eq("run", run).eq("source_id", id).in("external_id", externalIds);
      answered(answer, "archive postings");
    },
    async logScan({ id }, log) {
      const answer = await api.from("predecessor_scans")
        .insert({ run, source_id: id, ...log });
      answered(answer, "log the scan");
    },
  };
  return { client, rowsWritten: () => rows };
}
