/**
 * A batch in words: a line for each board as it ends, and the sum.
 *
 * @module
 */
import { bold, green, red, yellow } from "@std/fmt/colors";
import { type Progress, type SourceProgress, tookMs } from "./batch.ts";
import { fit } from "./table.ts";

const number = new Intl.NumberFormat("en-US");

/** Seconds, as a person says them. */
export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function state(source: SourceProgress): string {
  const text = source.state.padEnd(9);
  if (source.state === "failed" || source.state === "lost") return red(text);
  return source.state === "partial" || source.state === "postponed"
    ? yellow(text)
    : green(text);
}

/** One board that has ended: ` 7/49  succeeded  Stripe (greenhouse)  312 listed …`. */
export function sourceLine(
  source: SourceProgress,
  told: number,
  { total }: Progress,
): string {
  const name = fit(`${source.company} (${source.provider ?? "?"})`, 32);
  const counts = source.state === "unchanged" ? "as it was" : source.reason ??
    `${number.format(source.fetched ?? 0).padStart(6)} listed ${
      number.format(source.matched ?? 0).padStart(4)
    } match ${number.format(source.inserted ?? 0).padStart(4)} new`;
  return `${String(told).padStart(3)}/${total}  ${state(source)}  ${
    name.padEnd(32)
  }  ${seconds(tookMs(source)).padStart(6)}  ${counts}`;
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
      ? `  slowest single board ${
        bold(seconds(tookMs(slowest)))
      } (${slowest.company})`
      : ""),
  ].join("\n");
}
