/**
 * The page: one file that asks for nothing else and runs nothing.
 *
 * @module
 */
import { place } from "../matches.ts";
import { type Company, WEEKS } from "./companies.ts";
import { foreign, type Html, html, link } from "./html.ts";
import type { Overview } from "./overview.ts";
import { scansSection } from "./scans_section.ts";
import { STYLE } from "./style.ts";
import { day, moment, ofAll, type PageColumn, table } from "./tables.ts";
import { drawWeeks } from "./weeks_svg.ts";

/** How many companies are listed at most. */
export const MOST_COMPANIES = 40;

/** How many boards are listed at most. */
export const MOST_BOARDS = 100;

type Match = Overview["matches"][number];

/** The title, what was decided of it, and why it has its score. */
function posting({ url, title, status, why }: Match): Html {
  const decided = status === "new" ? null : html`
    <span class="decided">${status}</span>
  `;
  return html`${link(url, title)}${decided}<div class="why">${
    foreign((why ?? []).join(", "))
  }</div>`;
}

const MATCHES: readonly PageColumn<Match>[] = [
  { head: "Score", cell: ({ score }) => score, is: "number" },
  { head: "Posting", cell: posting, is: "long" },
  { head: "Company", cell: ({ company }) => foreign(company) },
  { head: "Place", cell: (row) => foreign(place(row)), is: "medium" },
  { head: "Pay", cell: ({ pay }) => foreign(pay), is: "medium" },
  { head: "Since", cell: (row) => day(row.posted_at ?? row.first_seen_at) },
];

const COMPANIES: readonly PageColumn<Company>[] = [
  { head: "Company", cell: ({ name }) => foreign(name) },
  { head: "Open now", cell: ({ openNow }) => openNow, is: "number" },
  { head: "Opened", cell: ({ opened }) => opened, is: "number" },
  { head: "Closed", cell: ({ closed }) => closed, is: "number" },
  {
    head: "Median days open",
    cell: ({ medianDaysOpen }) => medianDaysOpen,
    is: "number",
  },
];

const BOARDS: readonly PageColumn<Overview["boards"][number]>[] = [
  {
    head: "State",
    cell: ({ state }) =>
      html`<span class="${state === "failing" ? "bad" : ""}">${state}</span>`,
  },
  { head: "Id", cell: ({ source_id }) => source_id, is: "number" },
  { head: "Board", cell: ({ url, company }) => link(url, company ?? url) },
  { head: "Provider", cell: ({ provider }) => provider },
  { head: "Open", cell: (board) => board.open_postings, is: "number" },
  {
    head: "Last good scan",
    cell: ({ last_good_scan_at }) => moment(last_good_scan_at) ?? "never",
  },
  {
    head: "Next scan",
    cell: ({ state, next_scan_at }) =>
      state === "disabled" ? null : moment(next_scan_at),
  },
  { head: "Failures", cell: ({ failures }) => failures, is: "number" },
  { head: "Reason", cell: ({ reason }) => foreign(reason), is: "long" },
];

function best({ matches, total }: Overview): Html {
  if (matches.length === 0) {
    return html`<p>Nothing that your filters take is open.</p>`;
  }
  return html`<p>${ofAll(matches.length, total, "the best")}</p>
${table("Best matches", MATCHES, matches)}`;
}

function byCompany({ companies }: Overview): Html {
  if (companies.length === 0) return html`<p>No board is watched yet.</p>`;
  const shown = companies.slice(0, MOST_COMPANIES);
  return html`<p>Postings that your filters take; opened and closed in the last ${WEEKS} weeks. ${
    ofAll(shown.length, companies.length, "those with the most open")
  }</p>
${table("Matches by company", COMPANIES, shown)}`;
}

function byWeek({ weeks }: Overview): Html {
  if (weeks.every(({ opened, closed }) => opened + closed === 0)) {
    return html`<p>Nothing has opened or closed in the last ${WEEKS} weeks.</p>`;
  }
  return html`
    <ul class="legend">
      <li class="opened">opened</li>
      <li class="closed">closed</li>
    </ul>
    <div class="wide" role="region" aria-label="Opened and closed per week"
      tabindex="0">${drawWeeks(weeks)}</div>
  `;
}

function health({ boards }: Overview): Html {
  if (boards.length === 0) return html`<p>No board is watched yet.</p>`;
  const shown = boards.slice(0, MOST_BOARDS);
  return html`<p>${
    ofAll(shown.length, boards.length, "those that need a look first")
  }</p>
${table("Boards", BOARDS, shown)}`;
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(text),
  );
  return new Uint8Array(digest).toBase64();
}

/** The whole page as HTML. */
export async function renderPage(overview: Overview): Promise<string> {
  const { at, place, total, boards, companies } = overview;
  const styles = `'sha256-${await hashOf(STYLE)}'`;
  const count = (number: number) => number.toLocaleString("en-US");
  const body = html`
    <body>
      <header>
        <h1>boardscan</h1>
        <p class="quiet">${place}, ${moment(
          at.toISOString(),
        )}; all times in UTC</p>
        <dl>
          <div>
            <dt>Open matches</dt>
            <dd>${count(total)}</dd>
          </div>
          <div>
            <dt>Boards</dt>
            <dd>${count(boards.length)}</dd>
          </div>
          <div>
            <dt>Companies</dt>
            <dd>${count(companies.length)}</dd>
          </div>
        </dl>
      </header>
      <main>
        <section id="matches"><h2>Best matches</h2>
    ${best(overview)}</section>
        <section id="companies"><h2>Matches by company</h2>
    ${byCompany(overview)}</section>
        <section id="weeks"><h2>Opened and closed per week</h2>
    ${byWeek(overview)}</section>
        <section id="scans"><h2>Last scans</h2>
    ${scansSection(overview.scans)}</section>
        <section id="boards"><h2>Boards</h2>
    ${health(overview)}</section>
      </main>
    </body>
  `;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${styles}; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>boardscan</title>
<style>${STYLE}</style>
</head>
${body}
</html>
`;
}
