/**
 * What opened and closed each week, as a drawing.
 *
 * @module
 */
import type { Week } from "./companies.ts";
import { type Html, html } from "./html.ts";

const WIDTH = 1_000;
const HEIGHT = 200;
const TOP = 18;
const BOTTOM = 24;

/** Two columns for each week, with their numbers on them. */
export function drawWeeks(weeks: readonly Week[]): Html {
  const most = Math.max(1, ...weeks.flatMap((w) => [w.opened, w.closed]));
  const scale = (HEIGHT - TOP - BOTTOM) / most;
  const room = WIDTH / weeks.length;
  const columns = weeks.map(({ monday, opened, closed }, at) => {
    const left = at * room;
    const column = (kind: string, count: number, x: number) =>
      html`
        <rect class="${kind}" x="${x.toFixed(
          1,
        )}" y="${(HEIGHT - BOTTOM - count * scale).toFixed(
          1,
        )}" width="${(room * 0.36).toFixed(1)}"
          height="${(count * scale).toFixed(1)}" />
        <text class="count" x="${(x + room * 0.18).toFixed(
          1,
        )}" y="${(HEIGHT - BOTTOM - count * scale - 4).toFixed(1)}"
          text-anchor="middle">${count}</text>
      `;
    return html`
      <g
        class="week"><title>Week of ${monday}: ${opened} opened, ${closed} closed</title>
      ${column("opened", opened, left + room * 0.12)}${column(
        "closed",
        closed,
        left + room * 0.52,
      )}<text class="axis" x="${(left + room / 2).toFixed(1)}" y="${HEIGHT -
        8}" text-anchor="middle">${monday.slice(5)}</text>
      </g>
    `;
  });
  return html`
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"
      aria-label="Postings opened and closed in each week">
    <line class="tick" x1="0" x2="${WIDTH}" y1="${HEIGHT -
      BOTTOM}" y2="${HEIGHT - BOTTOM}"/>
    ${columns}</svg>
  `;
}
