/**
 * What Supabase's plans hold and cost, as published. Each entry names its page
 * under https://supabase.com/docs; all were read on `READ_ON`.
 *
 * @module
 */

export const READ_ON = "2026-11-21";

const GB = 1_000_000_000;

/** What is in a month of a plan; null where more is billed instead of refused. */
export const PLANS = {
  free: {
    /** guides/platform/manage-your-usage/edge-function-invocations */
    invocations: 500_000,
    /** guides/platform/database-size: above it the database is read only. */
    databaseBytes: 0.5 * GB,
    /** guides/platform/manage-your-usage/egress */
    egressBytes: 5 * GB,
    /** guides/platform/manage-your-usage/logs-ingest; not enforced yet. */
    logBytes: 5 * GB,
  },
  pro: {
    invocations: 2_000_000,
    /** guides/platform/manage-your-usage/disk-size: the size of the disk. */
    databaseBytes: 8 * GB,
    egressBytes: 250 * GB,
    logBytes: 5 * GB,
  },
} as const;

/** In dollars; beyond what the plan holds. Pages as above. */
export const PRICES = {
  /** guides/platform/billing-on-supabase */
  proMonth: 25,
  /** For each million that was begun. */
  millionInvocations: 2,
  diskGb: 0.125,
  egressGb: 0.09,
  logsGb: 0.5,
  /** Of compute; guides/platform/manage-your-usage/compute. */
  computeCredit: 10,
} as const;

/** guides/platform/compute-and-disk: the largest database that each is recommended for. */
export const COMPUTE = [
  { name: "Micro", month: 10, databaseBytes: 10 * GB },
  { name: "Small", month: 15, databaseBytes: 50 * GB },
  { name: "Medium", month: 60, databaseBytes: 100 * GB },
  { name: "Large", month: 110, databaseBytes: 200 * GB },
  { name: "XL", month: 210, databaseBytes: 500 * GB },
  { name: "2XL", month: 410, databaseBytes: 1_000 * GB },
] as const;

/** guides/platform/database-size: a disk that is 90 % full grows by half, by at most 200 GB. */
export const DISK = { full: 0.9, grows: 1.5, mostBytes: 200 * GB } as const;

/** guides/platform/database-size: "~40-60mb" before anything is stored. */
export const NEW_PROJECT_BYTES = 50_000_000;

/** guides/functions/limits: CPU of an isolate, by its requests together where it is read strictly. */
export const ISOLATE_CPU_MS = 2_000;

/** PostgREST's pool on a small project. */
export const CONNECTIONS = 10;
