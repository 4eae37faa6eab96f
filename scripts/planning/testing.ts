/**
 * Figures that are easy to reckon with, for the tests of the planning page.
 *
 * @module
 */
import type { Figures } from "./figures.ts";

export const ROUND_FIGURES: Figures = {
  cpu_changed_ms: 100,
  cpu_unchanged_ms: 10,
  unchanged_scan_ms: 5,
  changed_posting_us: 100,
  held_ms: 1_000,
  held_greenhouse_ms: 1_000,
  answer_bytes: 1_000,
  posting_bytes: 4_000,
  text_bytes: 3_000,
  source_bytes: 500,
  scan_bytes: 400,
  response_bytes: 800,
  cron_run_bytes: 150,
};
