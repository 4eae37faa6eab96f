/**
 * The measured figures that the planning page counts with, and the tables of the
 * bench that measure them again.
 *
 * @module
 */
import { z } from "zod";

const Positive = z.number().positive();

export const Figures = z.strictObject({
  /** CPU of a function for a board that is read and judged whole. */
  cpu_changed_ms: Positive,
  cpu_unchanged_ms: Positive,
  /** begin_scan, finish_scan and the dispatch inside it, at 10,000 sources. */
  unchanged_scan_ms: Positive,
  /** What a posting adds to that where a board changed, at 300,000 postings. */
  changed_posting_us: Positive,
  /** From its dispatch to its end. */
  held_ms: Positive,
  held_greenhouse_ms: Positive,
  /** What the database answers to one scan. */
  answer_bytes: Positive,
  posting_bytes: Positive,
  /** Of those, what is gone with the description. */
  text_bytes: Positive,
  source_bytes: Positive,
  scan_bytes: Positive,
  response_bytes: Positive,
  cron_run_bytes: Positive,
});

/** By name, medians of several runs. */
export type Figures = z.infer<typeof Figures>;

export const Measurement = z.strictObject({
  command: z.string(),
  measured_on: z.iso.date(),
  server: z.string(),
  runs: z.number().int().positive(),
  figures: Figures,
});

/** The file `measured.json`. */
export type Measurement = z.infer<typeof Measurement>;

/** The tables of the bench that hold them. */
export const TABLES = ["chain", "timeline", "ingest", "cost", "size"];

const BOARDS = 49;

const Budget = z.object({ value: z.number() });

const Bench = z.object({
  server: z.string(),
  budgets: z.object({ cpu_first_s: Budget, cpu_unchanged_s: Budget }),
  tables: z.array(
    z.object({ figures: z.record(z.string(), z.number()).default({}) }),
  ),
});

/** Reads them from what `deno task bench --json` printed. */
export function readFigures(
  printed: string,
): { server: string; figures: Figures } {
  const { server, budgets, tables } = Bench.parse(JSON.parse(printed));
  const { housekeep_share: _, ...found } = Object.assign(
    {},
    ...tables.map(({ figures }) => figures),
  );
  return {
    server,
    figures: Figures.parse({
      ...found,
      cpu_changed_ms: budgets.cpu_first_s.value * 1_000 / BOARDS,
      cpu_unchanged_ms: budgets.cpu_unchanged_s.value * 1_000 / BOARDS,
    }),
  };
}
