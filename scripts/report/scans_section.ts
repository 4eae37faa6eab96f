/**
 * The part of the page about the last scans.
 *
 * @module
 */
import { foreign, type Html, html } from "./html.ts";
import { duration } from "./interval.ts";
import type { ShownScans } from "./scans.ts";
import { moment, ofAll, type PageColumn, table } from "./tables.ts";
import { type Bar, endOf, layOut, MOST_BARS } from "./timeline.ts";
import { drawTimeline } from "./timeline_svg.ts";

const COLUMNS: readonly PageColumn<Bar>[] = [
  { head: "Board", cell: ({ scan }) => foreign(scan.company) },
  { head: "Provider", cell: ({ scan }) => scan.provider },
  { head: "Status", cell: ({ scan }) => scan.status },
  { head: "Wait", cell: ({ wait }) => duration(wait), is: "number" },
  { head: "Fetch", cell: ({ fetch }) => duration(fetch), is: "number" },
  {
    head: "Details",
    cell: ({ scan, details }) =>
      scan.listed_at === null ? null : duration(details),
    is: "number",
  },
  { head: "Ended", cell: (bar) => duration(endOf(bar)), is: "number" },
  { head: "Listed", cell: ({ scan }) => scan.fetched, is: "number" },
  { head: "Matched", cell: ({ scan }) => scan.matched, is: "number" },
  { head: "New", cell: ({ scan }) => scan.inserted, is: "number" },
  { head: "Reason", cell: ({ scan }) => foreign(scan.reason), is: "long" },
];

/** One bar for each board, and the same in numbers. */
export function scansSection(shown: ShownScans): Html {
  const timeline = layOut(shown);
  const { bars, boards } = timeline;
  if (boards === 0) {
    return html`<p>No board was scanned in the last 24 hours.</p>`;
  }
  const what = shown.pressedAt === null
    ? html`The last scan of each board in the last 24 hours, each bar from its own dispatch.`
    : html`The scan of ${moment(shown.pressedAt)} UTC.`;
  const notBegun = shown.scans.filter(({ waited }) => waited === null).length;
  return html`
    <p>${what} ${notBegun > 0
      ? `${notBegun} of ${boards} have not begun.`
      : ""} ${bars.length === MOST_BARS
      ? ofAll(bars.length, boards, "those that took longest")
      : ""}</p>
    <ul class="legend">
      <li class="wait">wait for a free place</li>
      <li class="fetch">fetch the list and write it</li>
      ${bars.some(({ details }) => details > 0)
        ? html`<li class="details">fetch details and write them</li>`
        : null}
    </ul>
    <div class="wide" role="region" aria-label="Timeline"
      tabindex="0">${drawTimeline(timeline)}</div>
    <details><summary>The same in numbers</summary>
    ${table("Scans", COLUMNS, bars)}
    </details>
  `;
}
