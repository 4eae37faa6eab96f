/**
 * The timeline as a drawing.
 *
 * @module
 */
import { type Html, html } from "./html.ts";
import { duration } from "./interval.ts";
import { type Bar, ticks, type Timeline } from "./timeline.ts";

const WIDTH = 1_000;
const LABELS = 190;
const RIGHT = 70;
const ROW = 18;
const TOP = 24;

/** The name beside a bar; the rest of it is in the bar's title. */
function shortened(name: string): string {
  const letters = [...name];
  return letters.length > 24 ? `${letters.slice(0, 23).join("")}…` : name;
}

function name({ scan }: Bar): string {
  return scan.company || `board ${scan.source_id}`;
}

/** What a bar says when it is pointed at. */
function told(bar: Bar): string {
  const { scan, wait, fetch, details } = bar;
  return [
    `${name(bar)}: ${scan.status}`,
    `wait ${duration(wait)}`,
    `fetch ${duration(fetch)}`,
    ...(scan.listed_at === null ? [] : [`details ${duration(details)}`]),
    `${scan.fetched} listed`,
  ].join(", ");
}

/** One bar for each board along the axis. */
export function drawTimeline({ bars, span }: Timeline): Html {
  const scale = (WIDTH - LABELS - RIGHT) / span;
  const height = TOP + bars.length * ROW + 4;
  const at = (ms: number) => (LABELS + ms * scale).toFixed(1);
  const axis = ticks(span).map((tick) =>
    html`
      <line class="tick" x1="${at(tick)}" x2="${at(tick)}" y1="${TOP - 4}"
        y2="${height}" />
      <text class="axis" x="${at(tick)}" y="${TOP - 9}"
        text-anchor="middle">${duration(tick)}</text>
    `
  );
  const rows = bars.map((bar, row) => {
    const y = TOP + row * ROW;
    const part = (kind: string, from: number, ms: number) =>
      ms > 0
        ? html`
          <rect class="${kind}" x="${at(from)}" y="${y + 3}" width="${Math.max(
            0.8,
            ms * scale,
          ).toFixed(1)}"
            height="${ROW - 6}" />
        `
        : null;
    const listed = bar.from + bar.wait;
    const isBad = ["failed", "lost"].includes(bar.scan.status);
    return html`
      <g class="board">
      <title>${told(bar)}</title>
      <text x="${LABELS - 8}" y="${y + 13}" text-anchor="end">${isBad
        ? "✗ "
        : ""}${shortened(name(bar))}</text>
      ${part("wait", bar.from, bar.wait)}${part(
        "fetch",
        listed,
        bar.fetch,
      )}${part("details", listed + bar.fetch, bar.details)}
      </g>
    `;
  });
  return html`
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img"
      aria-label="When each board was waiting, fetched and written; the table below has the same in numbers">
    ${axis}${rows}</svg>
  `;
}
