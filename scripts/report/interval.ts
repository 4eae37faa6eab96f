/**
 * Spans of time as Postgres writes them in JSON.
 *
 * @module
 */
import { z } from "zod";

const WRITTEN = /^(?:(-?\d+) days?)? ?(?:(-?)(\d+):(\d\d):(\d\d(?:\.\d+)?))?$/;

/** A span of days and hours, such as `1 day 02:03:04.5`, in milliseconds. */
export const Interval = z.string().regex(WRITTEN).transform((text) => {
  const [, days = "0", sign, hours = "0", minutes = "0", seconds = "0"] =
    WRITTEN.exec(text) ?? [];
  const clock = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  return (Number(days) * 86_400 + (sign === "-" ? -clock : clock)) * 1_000;
});

/** Milliseconds as a person reads them: `840 ms`, `12.3 s`, `4 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
