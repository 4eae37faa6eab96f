/**
 * How far a batch is, a line with a bar for each provider.
 *
 * @module
 */
import { unicodeWidth } from "@std/cli/unicode-width";
import { dim, green, red } from "@std/fmt/colors";
import type { EndedBoard, Progress } from "./batch.ts";
import { isFailed } from "./batch_report.ts";
import { fit } from "./table.ts";

const number = new Intl.NumberFormat("en-US");

/** A source that was never scanned has no provider yet. */
const UNKNOWN = "not known yet";
const WIDEST_BAR = 40;
/** A narrower one shows nothing. */
const LEAST_BAR = 8;

/** The boards of one provider in a batch. */
export interface ProviderProgress {
  readonly provider: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Postings that the boards listed. */
  readonly listed: number;
}

type Seen = Pick<EndedBoard, "provider" | "state" | "fetched"> & {
  readonly isDone: boolean;
};

/** Counts the boards of a batch, provider by provider, as they end. */
export function createProviderCounts({ sources }: Progress) {
  const boards = new Map<number, Seen>(
    sources.map((
      { source_id, provider },
    ) => [
      source_id,
      { provider, state: "waiting", fetched: null, isDone: false },
    ]),
  );
  return {
    end(board: EndedBoard): void {
      boards.set(board.source_id, { ...board, isDone: true });
    },
    /** In the order of their names; those without one last. */
    read(): ProviderProgress[] {
      const groups = Map.groupBy(boards.values(), ({ provider }) => provider);
      return [...groups].toSorted(([a], [b]) =>
        a === null ? 1 : b === null ? -1 : a.localeCompare(b)
      ).map(([provider, group]) => ({
        provider: provider ?? UNKNOWN,
        total: group.length,
        done: group.filter(({ isDone }) => isDone).length,
        failed: group.filter(isFailed).length,
        listed: group.reduce((sum, { fetched }) => sum + (fetched ?? 0), 0),
      }));
    },
  };
}

function sumOf(providers: readonly ProviderProgress[]): ProviderProgress {
  const sum = (key: "total" | "done" | "failed" | "listed") =>
    providers.reduce((total, one) => total + one[key], 0);
  return {
    provider: "all",
    total: sum("total"),
    done: sum("done"),
    failed: sum("failed"),
    listed: sum("listed"),
  };
}

function bar({ done, total }: ProviderProgress, width: number): string {
  const full = total === 0 ? width : Math.floor(width * done / total);
  return green("█".repeat(full)) + dim("░".repeat(width - full));
}

/** The bars, and their sum where there is more than one; no line is wider than `width`. */
export function progressLines(
  providers: readonly ProviderProgress[],
  width: number,
): string[] {
  const rows = providers.length > 1
    ? [...providers, sumOf(providers)]
    : providers;
  const widest = (texts: string[]) => Math.max(0, ...texts.map(unicodeWidth));
  const done = rows.map(({ done, total }) => `${done}/${total}`);
  const listed = rows.map((row) => number.format(row.listed));
  const failed = rows.map((row) =>
    row.failed > 0 ? `  ${row.failed} failed` : ""
  );
  const nameWidth = widest(rows.map(({ provider }) => provider));
  const doneWidth = widest(done);
  const listedWidth = widest(listed);
  return rows.map((row, i) => {
    const name = row.provider.padEnd(nameWidth);
    const counts = `${done[i]?.padStart(doneWidth)}  ${
      listed[i]?.padStart(listedWidth)
    } postings`;
    const room = width - nameWidth - unicodeWidth(counts) -
      widest(failed) - 4;
    if (room < LEAST_BAR) return fit(`${name}  ${counts}${failed[i]}`, width);
    const end = failed[i] ? red(failed[i]) : "";
    return `${name}  ${bar(row, Math.min(WIDEST_BAR, room))}  ${counts}${end}`;
  });
}
