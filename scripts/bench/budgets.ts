/**
 * What a run may cost, and the comparison of what was measured with it. The keys
 * are those of `--json`.
 *
 * @module
 */

interface Budget {
  readonly what: string;
  readonly budget: number;
  /** For what must not be less; any other must not be more. */
  readonly atLeast?: true;
  /** Measured by the ladder of baselines, not by the scale tables. */
  readonly ladder?: true;
}

const TABLE = {
  wall_to_slowest: {
    what: "the 49 simulated boards, request to last row, over the slowest one",
    budget: 1.25,
  },
  best_design_to_us: {
    what: "ten parallel workers that write in batches, over boardscan",
    budget: 1,
    atLeast: true,
    ladder: true,
  },
  turns_to_us: {
    what: "ten workers whose client takes turns, over boardscan",
    budget: 4,
    atLeast: true,
    ladder: true,
  },
  round_trips_to_us: {
    what: "database round trips of the best design over boardscan's",
    budget: 2,
    atLeast: true,
    ladder: true,
  },
  cpu_first_s: {
    what: "CPU of the isolate's thread for the 49 boards, first scan",
    budget: 1,
  },
  cpu_unchanged_s: {
    what: "CPU of the isolate's thread for the 49 boards, nothing changed",
    budget: 0.3,
  },
  memory_all_mb: {
    what: "one function process with all 49 boards in flight",
    budget: 200,
  },
  memory_big_mb: {
    what: "one function process, one board of 10,000 postings",
    budget: 160,
  },
  unchanged_rows: {
    what: "rows of postings and events written when nothing changed",
    budget: 0,
  },
  round_trips_small: {
    what: "database round trips for a small board",
    budget: 2,
  },
  dispatch_100k_ms: {
    what: "dispatch with 100,000 due sources, 50 sent",
    budget: 50,
  },
  cost_per_source: {
    what: "database work of a scan with 10,000 sources over 49",
    budget: 1.2,
  },
  ingest_flat: {
    what: "database work per posting at 300,000 rows over 1,000",
    budget: 1.2,
  },
  open_postings_ms: {
    what: "first page of open_postings at 300,000 rows",
    budget: 50,
  },
} as const satisfies Record<string, Budget>;

export type BudgetKey = keyof typeof TABLE;

/** Every budget, in the order in which they are reported. */
export const BUDGETS: Readonly<Record<BudgetKey, Budget>> = TABLE;

/** What was measured so far. */
export type Values = { readonly [Key in BudgetKey]?: number };

/** One budget that was measured. */
export interface Judged {
  readonly value: number;
  readonly budget: number;
  readonly ok: boolean;
}

/** What came of all budgets. */
export interface Verdict {
  readonly budgets: Readonly<Partial<Record<BudgetKey, Judged>>>;
  readonly not_measured: readonly BudgetKey[];
}

/** Three digits are more than a run can repeat. */
const rounded = (value: number): number => Number(value.toPrecision(3));

/** Holds what was measured against the budgets; what was not is named, never guessed. */
export function judge(values: Values): Verdict {
  const budgets: Partial<Record<BudgetKey, Judged>> = {};
  const missing: BudgetKey[] = [];
  for (const key of budgetKeys()) {
    const value = values[key];
    const { budget, atLeast = false } = BUDGETS[key];
    if (value === undefined) {
      missing.push(key);
      continue;
    }
    budgets[key] = {
      value: rounded(value),
      budget,
      // What is no number was not measured well.
      ok: atLeast ? value >= budget : value <= budget,
    };
  }
  return { budgets, not_measured: missing };
}

/** The names of all budgets. */
export function budgetKeys(): BudgetKey[] {
  const isKey = (name: string): name is BudgetKey => name in BUDGETS;
  return Object.keys(BUDGETS).filter(isKey);
}
