/**
 * Tables of the page.
 *
 * @module
 */
import { type Html, html } from "./html.ts";

export interface PageColumn<Row> {
  readonly head: string;
  readonly cell: (row: Row) => Html | string | number | null;
  readonly is?: "number" | "medium" | "long";
}

/** The rows under their heads, on a narrow screen in a frame that scrolls. */
export function table<Row>(
  name: string,
  columns: readonly PageColumn<Row>[],
  rows: readonly Row[],
): Html {
  const heads = columns.map(({ head, is }) =>
    html`<th scope="col" class="${is ?? ""}">${head}</th>`
  );
  const lines = rows.map((row) =>
    html`
      <tr>${columns.map(({ cell, is }) =>
        html`<td class="${is ?? ""}">${cell(row)}</td>`
      )}</tr>
    `
  );
  return html`
    <div class="wide" role="region" aria-label="${name}" tabindex="0">
      <table>
        <thead>
          <tr>${heads}</tr>
        </thead>
        <tbody>
    ${lines}</tbody>
      </table>
    </div>
  `;
}

/** How many of how many are shown, where that is not all. */
export function ofAll(shown: number, all: number, which: string): string {
  return shown < all
    ? `${shown} of ${all.toLocaleString("en-US")}, ${which}.`
    : "";
}

/** A moment, in UTC. */
export function moment(at: string | null): Html | null {
  if (at === null) return null;
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${
    iso.slice(11, 16)
  }</time>`;
}

/** The day of a moment, in UTC. */
export function day(at: string | null): Html | null {
  if (at === null) return null;
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)}</time>`;
}
