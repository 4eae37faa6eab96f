/**
 * What so many sources take in a month, by how often they are scanned.
 *
 * @module
 */
import { ASSUMED, CAPS, KEPT } from "./assumptions.ts";
import type { Figures } from "./figures.ts";
import { NEW_PROJECT_BYTES } from "./plans.ts";

const DAYS = 30;
const HOURS = DAYS * 24;
const TICKS_A_DAY = 24 * 60;

/** A way to run the machine. */
export interface Wanted {
  readonly sources: number;
  readonly everyHours: number;
}

/** A month of it. */
export interface Month extends Wanted {
  readonly scans: number;
  readonly functionCpuHours: number;
  readonly databaseHours: number;
  /** Busy on average. */
  readonly connections: number;
  readonly egressBytes: number;
  readonly logBytes: number;
  /** The share of all the scans that politeness and the places have time for. */
  readonly paceShare: number;
  /** What sets that pace. */
  readonly slowest: "host" | "places";
}

/** How likely a board differs from what it was at the scan before. */
export function changedShare(everyHours: number): number {
  return 1 - Math.exp(-ASSUMED.changesADay * everyHours / 24);
}

/** Work of a month; nothing of it depends on the plan. */
export function planMonth(
  { sources, everyHours }: Wanted,
  figures: Figures,
): Month {
  const scans = sources * HOURS / everyHours;
  const changed = changedShare(everyHours);
  const cpuMs = changed * figures.cpu_changed_ms +
    (1 - changed) * figures.cpu_unchanged_ms;
  const databaseMs = figures.unchanged_scan_ms +
    changed * ASSUMED.openPostings * figures.changed_posting_us / 1_000;
  const perSecond = sources / (everyHours * 3_600);
  const placesShare = perSecond * figures.held_ms / 1_000 / CAPS.places;
  const hostShare = perSecond * ASSUMED.greenhouseShare *
    figures.held_greenhouse_ms / 1_000 / CAPS.greenhouse;
  return {
    sources,
    everyHours,
    scans,
    functionCpuHours: scans * cpuMs / 3_600_000,
    databaseHours: scans * databaseMs / 3_600_000,
    connections: perSecond * databaseMs / 1_000,
    // Two answers of the API, one of the function.
    egressBytes: scans * (figures.answer_bytes + 3 * ASSUMED.headerBytes),
    logBytes: scans * ASSUMED.logBytes,
    paceShare: Math.max(placesShare, hostShare),
    slowest: hostShare > placesShare ? "host" : "places",
  };
}

/** What pg_net keeps of the answers of the last hours. */
export function responseBytes(
  { sources, everyHours }: Wanted,
  figures: Figures,
): number {
  return sources / everyHours * KEPT.responseHours * figures.response_bytes;
}

/** What pg_cron's log takes, whatever there is to scan. */
export function cronBytes(figures: Figures): number {
  return TICKS_A_DAY * KEPT.cronDays * figures.cron_run_bytes;
}

/** Bytes in the database after so many months. */
export function databaseBytes(
  { sources, everyHours }: Wanted,
  months: number,
  figures: Figures,
): number {
  const open = sources * ASSUMED.openPostings;
  const closedADay = open / ASSUMED.daysOpen;
  const withText = closedADay * Math.min(months * DAYS, KEPT.textDays);
  const closed = closedADay * months * DAYS;
  const scansADay = sources * 24 / everyHours;
  return NEW_PROJECT_BYTES +
    sources * figures.source_bytes +
    (open + closed) * figures.posting_bytes -
    (closed - withText) * figures.text_bytes +
    scansADay * Math.min(months * DAYS, KEPT.scanDays) * figures.scan_bytes +
    responseBytes({ sources, everyHours }, figures) +
    cronBytes(figures);
}
