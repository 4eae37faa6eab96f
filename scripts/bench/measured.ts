/**
 * What one part of the bench found: a table for people, and the values that are
 * held against the budgets.
 *
 * @module
 */
import { bold, dim, green, red } from "@std/fmt/colors";
import { renderTable } from "../table.ts";
import { budgetKeys, BUDGETS, type Values, type Verdict } from "./budgets.ts";

/** One table. */
export interface Measured {
  readonly title: string;
  /** How it was measured, in a sentence. */
  readonly how: string;
  readonly columns: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly (string | number)[])[];
  readonly values: Values;
  /** What the planning page counts with; no budget is on these. */
  readonly figures?: Readonly<Record<string, number>>;
}

const digits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

function cell(value: string | number | undefined): string {
  if (typeof value !== "number") return value ?? "";
  return Math.abs(value) >= 1_000 ? whole.format(value) : digits.format(value);
}

/** The table as a person reads it. */
export function showMeasured({ title, how, columns, rows }: Measured): string {
  const table = renderTable(
    columns.map((head, i) => ({
      head,
      cell: (row: readonly (string | number)[]) => cell(row[i]),
      right: i > 0,
    })),
    rows,
  );
  // The count of rows below a table is of no use here.
  const lines = table.split("\n").slice(0, -1).join("\n");
  return `\n${bold(title)}\n${dim(how)}\n${lines}`;
}

/** Every budget, whether it holds, and what was not measured. */
export function showVerdict({ budgets, not_measured }: Verdict): string {
  const lines = budgetKeys().flatMap((key) => {
    const judged = budgets[key];
    if (!judged) return [];
    const { what, atLeast } = BUDGETS[key];
    const mark = judged.ok ? green("ok    ") : red("MISSED");
    const limit = `${atLeast ? "at least" : "at most"} ${judged.budget}`;
    return [
      `${mark}  ${key.padEnd(17)} ${String(judged.value).padStart(7)}  ${
        limit.padEnd(13)
      }  ${dim(what)}`,
    ];
  });
  const missing = not_measured.length === 0
    ? []
    : [dim(`Not measured: ${not_measured.join(", ")}`)];
  return [`\n${bold("Budgets")}`, ...lines, ...missing].join("\n");
}
