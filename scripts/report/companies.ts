/**
 * What the companies have open, and what they opened and closed week by week.
 *
 * @module
 */
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { readAll } from "./read_all.ts";

/** How far back the page looks. */
export const WEEKS = 12;

const WEEK_MS = 7 * 86_400_000;

const Activity = z.object({
  company: z.string().nullable(),
  week: z.string(),
  opened: z.number(),
  closed: z.number(),
  open_now: z.number(),
  median_days_open: z.number().nullable(),
});

type Activity = z.infer<typeof Activity>;

export interface Company {
  readonly name: string;
  readonly openNow: number;
  /** Null while none has closed. */
  readonly medianDaysOpen: number | null;
  /** In the weeks that the page shows. */
  readonly opened: number;
  readonly closed: number;
}

export interface Week {
  /** Its Monday, in UTC. */
  readonly monday: string;
  readonly opened: number;
  readonly closed: number;
}

export interface Companies {
  /** Those with the most open first. */
  readonly companies: readonly Company[];
  /** All of the last weeks, the oldest first. */
  readonly weeks: readonly Week[];
}

function monday(at: Date): number {
  const day = Math.floor(at.getTime() / 86_400_000);
  return (day - (day + 3) % 7) * 86_400_000; // day 0 was a Thursday
}

/** The Mondays of the last weeks, the oldest first. */
function mondays(now: Date): string[] {
  return Array.from(
    { length: WEEKS },
    (_, at) =>
      new Date(monday(now) - (WEEKS - 1 - at) * WEEK_MS).toISOString()
        .slice(0, 10),
  );
}

function sum(rows: readonly Activity[], column: "opened" | "closed"): number {
  return rows.reduce((total, row) => total + row[column], 0);
}

/** Reads them from company_activity. */
export async function readCompanies(
  client: SupabaseClient,
  now: Date,
): Promise<Companies> {
  const shown = mondays(now);
  const [oldest = ""] = shown;
  const rows = await readAll(
    client,
    {
      view: "company_activity",
      order: ["week", "company"],
      narrow: (query) => query.gte("week", oldest),
    },
    Activity,
  );
  const companies = [...Map.groupBy(rows, ({ company }) => company ?? "")]
    .map(([name, [first, ...others]]) => ({
      name,
      openNow: first?.open_now ?? 0,
      medianDaysOpen: first?.median_days_open ?? null,
      opened: first ? sum([first, ...others], "opened") : 0,
      closed: first ? sum([first, ...others], "closed") : 0,
    }))
    .toSorted((a, b) => b.openNow - a.openNow || (a.name < b.name ? -1 : 1));
  const weeks = shown.map((monday) => {
    const ofWeek = rows.filter(({ week }) => week === monday);
    return {
      monday,
      opened: sum(ofWeek, "opened"),
      closed: sum(ofWeek, "closed"),
    };
  });
  return { companies, weeks };
}
