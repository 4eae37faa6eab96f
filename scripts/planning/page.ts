/**
 * The planning page of .github/ARCHITECTURE.md.
 *
 * @module
 */
import { ASSUMED, CAPS } from "./assumptions.ts";
import type { Figures, Measurement } from "./figures.ts";
import { paragraph, table } from "./markdown.ts";
import {
  cronBytes,
  databaseBytes,
  type Month,
  planMonth,
  responseBytes,
} from "./month.ts";
import { ISOLATE_CPU_MS, READ_ON } from "./plans.ts";
import { costOnPro, type Use, usesOnFree, usesOnPro } from "./verdict.ts";

const SOURCES = [49, 1_000, 10_000, 100_000];
const HOURS = [1, 6, 24];
const YEAR = 12;
const MB = 1_000_000;
/** begin_scan, finish_scan, and pg_net's for what they sent. */
const TRANSACTIONS = 3;

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const two = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 2 });

/** Two digits are more than a plan needs; whole numbers from a hundred on. */
const amount = (value: number) =>
  (value >= 100 ? whole : two).format(
    value >= 100 ? Number(value.toPrecision(2)) : value,
  );

function size(bytes: number): string {
  return bytes >= 1_000 * MB
    ? `${amount(bytes / MB / 1_000)} GB`
    : `${amount(bytes / MB)} MB`;
}

const share = ({ what, share }: Use) =>
  share > 1
    ? `**no: ${what}, ${amount(share)} times**`
    : `${what} ${share < 0.01 ? "under 1" : amount(share * 100)} %`;

const every = (hours: number) => `${hours} h`;

function months(figures: Figures): Month[] {
  return SOURCES.flatMap((sources) =>
    HOURS.map((everyHours) => planMonth({ sources, everyHours }, figures))
  );
}

function workTable(figures: Figures): string {
  return table(
    [
      "sources",
      "every",
      "invocations",
      "function CPU",
      "database work",
      "connections",
      "egress",
      "logs",
    ],
    months(figures).map((month) => [
      whole.format(month.sources),
      every(month.everyHours),
      whole.format(month.scans),
      `${amount(month.functionCpuHours)} h`,
      `${amount(month.databaseHours)} h`,
      month.connections < 0.01 ? "under 0.01" : amount(month.connections),
      size(month.egressBytes),
      size(month.logBytes),
    ]),
  );
}

function sizeTable(figures: Figures): string {
  const after = (months: number, label: string) =>
    HOURS.map((hours) => ({
      head: `${label}, ${every(hours)}`,
      cell: (sources: number) =>
        size(databaseBytes({ sources, everyHours: hours }, months, figures)),
    }));
  const columns = [...after(1, "a month"), ...after(YEAR, "a year")];
  return table(
    ["sources", ...columns.map(({ head }) => head)],
    SOURCES.map((
      sources,
    ) => [
      whole.format(sources),
      ...columns.map(({ cell }) => cell(sources)),
    ]),
  );
}

function planTable(figures: Figures): string {
  return table(
    [
      "sources",
      "every",
      "free: nearest limit, first month",
      "after a year",
      "paid: nearest limit",
      "first month",
      "after a year",
    ],
    months(figures).map((month) => {
      const paid = (after: number) => {
        const { dollars, compute } = costOnPro(month, after, figures);
        return `$${whole.format(Math.round(dollars))}, ${compute}`;
      };
      const nearest = (uses: readonly Use[]) => uses[0] ? share(uses[0]) : "";
      return [
        whole.format(month.sources),
        every(month.everyHours),
        nearest(usesOnFree(month, 1, figures)),
        nearest(usesOnFree(month, YEAR, figures)),
        nearest(usesOnPro(month)),
        paid(1),
        paid(YEAR),
      ];
    }),
  );
}

/** The most sources of which all limits hold, and which one breaks next. */
export function mostSources(
  everyHours: number,
  uses: (month: Month) => readonly Use[],
  figures: Figures,
): { sources: number; next: string } {
  const nearest = (sources: number) =>
    uses(planMonth({ sources, everyHours }, figures))[0];
  let fits = 0;
  let breaks = 1_000_000_000;
  while (breaks - fits > 1) {
    const middle = Math.floor((fits + breaks) / 2);
    if ((nearest(middle)?.share ?? 0) <= 1) fits = middle;
    else breaks = middle;
  }
  return { sources: fits, next: nearest(breaks)?.what ?? "" };
}

function mostTable(figures: Figures): string {
  return table(
    ["every", "free, first month", "free, after a year", "paid"],
    HOURS.map((hours) => {
      const cell = (uses: (month: Month) => readonly Use[]) => {
        const { sources, next } = mostSources(hours, uses, figures);
        return `${amount(sources)}, then ${next}`;
      };
      return [
        every(hours),
        cell((month) => usesOnFree(month, 1, figures)),
        cell((month) => usesOnFree(month, YEAR, figures)),
        cell(usesOnPro),
      ];
    }),
  );
}

/** The whole page, between its marks. */
export function writePage(measurement: Measurement): string {
  const { figures, measured_on, runs, server } = measurement;
  const commits = (uses: (month: Month) => readonly Use[]) =>
    amount(mostSources(1, uses, figures).sources / 3_600 * TRANSACTIONS);
  const answers = responseBytes({ sources: 100_000, everyHours: 1 }, figures);
  return [
    paragraph(
      `Written by \`deno task planning\`. Figures: ${
        runs === 1 ? "one run" : `medians of ${runs} runs`
      } of the bench on ${measured_on} (${server}), in scripts/planning/measured.json; \`deno task planning --refresh\` measures them again. Limits and prices: Supabase's documents as of ${READ_ON}, each with its page in scripts/planning/plans.ts. A month has 30 days.`,
    ),
    paragraph(
      `Taken for granted (scripts/planning/assumptions.ts): ${ASSUMED.openPostings} matches on a board, each open for ${ASSUMED.daysOpen} days; a board differs ${ASSUMED.changesADay} times a day; ${
        Math.round(ASSUMED.greenhouseShare * 100)
      } % of the boards live on one host; ${ASSUMED.headerBytes} bytes of headers an answer and ${ASSUMED.logBytes} bytes of logs a scan, which were not measured. What a dashboard reads is egress too and comes on top.`,
    ),
    "What a month takes, on any plan:",
    workTable(figures),
    "The database (new project included), by how long it has run and how often it scans:",
    sizeTable(figures),
    "Which limit is the nearest, and what the paid plan costs. **No** is where a plan does not suffice:",
    planTable(figures),
    "So many sources fit, and what breaks first beyond them:",
    mostTable(figures),
    [
      `The pace is the same on every plan, for it is the boards' and not Supabase's: ${CAPS.greenhouse} scans at once on the host with the most boards, each of ${
        amount(figures.held_greenhouse_ms)
      } ms with pg_net's pause of a second between its batches. Past it scans come later than asked for; nothing is lost.`,
      `An isolate's ${ISOLATE_CPU_MS / 1_000} s of CPU are enough for ${
        amount(ISOLATE_CPU_MS / figures.cpu_changed_ms)
      } boards that changed or ${
        amount(ISOLATE_CPU_MS / figures.cpu_unchanged_ms)
      } that did not; then the platform starts another. CPU of functions is not billed.`,
      `${
        amount(figures.text_bytes / figures.posting_bytes * 100)
      } % of a posting is its description, and only that is given back, ${
        whole.format(30)
      } days after it closed; the row stays, so that what comes back is known. The space is used again, the files do not shrink.`,
      `pg_net keeps its answers for six hours: ${
        size(answers)
      } at 100,000 sources every hour, without the log of Postgres. cron.job_run_details keeps two days, ${
        size(cronBytes(figures))
      } whatever the number of sources.`,
      `A scan of a board that did not change is ${TRANSACTIONS} transactions: ${
        commits((month) => usesOnFree(month, 1, figures))
      } a second with the most sources that the free plan takes every hour, ${
        commits(usesOnPro)
      } with the most that hosts bear. The disk of the free plan does 250 operations a second, that of Micro 500.`,
      "The price of logs is announced but not charged yet; it is in the costs here.",
    ].map((text) => paragraph(text, true)).join("\n"),
  ].map((block) =>
    /^[-|]/.test(block) || block.includes("\n") ? block : paragraph(block)
  ).join("\n\n");
}
