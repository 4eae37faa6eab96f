/**
 * A batch in words: a line for each board as it ends, and the sum.
 *
 * @module
 */
import { bold, green, red, yellow } from "@std/fmt/colors";
import {
  type Counts,
  type EndedBoard,
  type Progress,
  type SourceProgress,
  tookMs,
} from "./batch.ts";
import { printable } from "./printable.ts";
import { fit } from "./table.ts";

const number = new Intl.NumberFormat("en-US");

/** Seconds, as a person says them. */
export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

/** Whether a board was not read. */
export function isFailed({ state }: { readonly state: string }): boolean {
  return state === "failed" || state === "lost";
}

function stateOf(board: EndedBoard): string {
  const text = board.state.padEnd(9);
  if (isFailed(board)) return red(text);
  return board.state === "partial" || board.state === "postponed"
    ? yellow(text)
    : green(text);
}

/** One board that has ended: ` 7/49  succeeded  Stripe (greenhouse)  312 listed …`. */
export function sourceLine(
  board: EndedBoard,
  told: number,
  { total }: Pick<Counts, "total">,
): string {
  const name = fit(
    printable(`${board.company} (${board.provider ?? "?"})`),
    32,
  );
  const reason = board.reason === null ? null : printable(board.reason);
  const counts = board.state === "unchanged" ? "as it was" : reason ??
    `${number.format(board.fetched ?? 0).padStart(6)} listed ${
      number.format(board.matched ?? 0).padStart(4)
    } match ${number.format(board.inserted ?? 0).padStart(4)} new`;
  return `${String(told).padStart(3)}/${total}  ${stateOf(board)}  ${
    name.padEnd(32)
  }  ${seconds(board.ms ?? 0).padStart(6)}  ${counts}`;
}

/** The sum of a batch, and its wall time next to its slowest board. */
export function summary(progress: Progress, wallMs: number): string {
  const count = (wanted: string) =>
    progress.sources.filter(({ state }) => state === wanted).length;
  const postponed = count("postponed");
  const read = progress.total - progress.failed - postponed;
  const slowest = progress.sources.reduce<SourceProgress | null>(
    (a, b) => a && tookMs(a) >= tookMs(b) ? a : b,
    null,
  );
  const n = (value: number) => bold(number.format(value));
  return [
    bold(`${read}/${progress.total} boards`) +
    `  (${count("unchanged")} unchanged, ${progress.failed} failed` +
    `${postponed > 0 ? `, ${postponed} postponed` : ""})`,
    `fetched ${n(progress.fetched)}  matched ${n(progress.matched)}  new ${
      n(progress.inserted)
    }  changed ${n(progress.updated)}  reopened ${
      n(progress.reopened)
    }  closed ${n(progress.archived)}`,
    `wall ${bold(seconds(wallMs))}` +
    (slowest
      ? `  slowest single board ${bold(seconds(tookMs(slowest)))} (${
        printable(slowest.company)
      })`
      : ""),
  ].join("\n");
}
