/**
 * What a board costs by its provider: CPU for 1,000 postings and memory.
 *
 * @module
 */
import { z } from "zod";
import { Filter } from "../../supabase/functions/_shared/work_order.ts";
import type { Database } from "../stack/database.ts";
import { seed } from "../stack/seed.ts";
import { clear } from "./fill.ts";
import type { Measured } from "./measured.ts";
import { type Costs, measureScans, type Round } from "./scan_costs.ts";
import { text } from "./scans.ts";
import { boardOfEach } from "./sized_boards.ts";
import { median } from "./timing.ts";

const POSTINGS = 1_000;
const ROUNDS = 3;
const MB = 1_000_000;

/** Those of the seed, as a work order has them. */
async function seededFilters(database: Database): Promise<Filter[]> {
  await clear(database);
  await database.query("delete from public.search_filters");
  await seed(database);
  return z.array(Filter).parse(
    JSON.parse(await text(database, "select scanner.enabled_filters()::text")),
  );
}

/** CPU for 1,000 postings, where a board has a few more or fewer. */
function perThousand(rounds: readonly Round[], fetched: number): number {
  return median(rounds.map(({ cpuMs }) => cpuMs)) / fetched * 1_000;
}

/** CPU and memory of the scans of one board of each provider. */
export async function measureProviders(database: Database): Promise<Measured> {
  const filters = await seededFilters(database);
  const measured: { provider: string; costs: Costs; first: number }[] = [];
  for (const board of boardOfEach(POSTINGS)) {
    const costs = await measureScans(board, { filters, rounds: ROUNDS });
    measured.push({
      provider: board.provider,
      costs,
      first: perThousand(costs.first, costs.fresh.fetched),
    });
  }
  const cheapest = Math.min(...measured.map(({ first }) => first));
  const idle = median(measured.map(({ costs }) => costs.idleMb));
  return {
    title: "CPU for 1,000 postings and memory, by provider",
    how:
      `A process for each, boards served by another over loopback without TLS: fetch to rows, with the details of the matches; ` +
      `"cold" is the first scan of a process, the others are medians of ${ROUNDS}; ` +
      `memory over that of an idle process, ${Math.round(idle)} MB`,
    columns: [
      "provider",
      "adverts",
      "matches",
      "requests",
      "MB",
      "cold ms",
      "first ms",
      "over cheapest",
      "unchanged ms",
      "peak +MB",
    ],
    rows: measured.map(({ provider, costs, first }) => {
      const { fresh, unchanged, peakMb, idleMb } = costs;
      return [
        provider,
        fresh.fetched,
        fresh.matched,
        fresh.requests,
        fresh.bytes / MB,
        perThousand([fresh], fresh.fetched),
        first,
        first / cheapest,
        perThousand(unchanged, fresh.fetched),
        peakMb - idleMb,
      ];
    }),
    values: {},
  };
}
