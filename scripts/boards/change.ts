/**
 * What happens on the boards between two scans: jobs are opened, rewritten and
 * taken down.
 *
 * @module
 */
import { fitsDefaultFilter } from "./default_filter.ts";
import { type LiveBoard, openJob } from "./live_board.ts";
import type { Random } from "./random.ts";
import { reviseVacancy, type Vacancy } from "./vacancy.ts";
import type { PostingTruth } from "./wire_format.ts";

/** How many postings are to be added, changed and removed. */
export interface WantedChange {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** One posting before and after; null: it was or is not there. */
export interface PostingChange {
  readonly externalId: string;
  readonly before: PostingTruth | null;
  readonly after: PostingTruth | null;
  /** What the default filter says. */
  readonly fitsBefore: boolean;
  readonly fitsAfter: boolean;
}

/** What happened on one board. */
export interface BoardChange {
  readonly company: string;
  readonly provider: string;
  readonly added: readonly PostingChange[];
  readonly changed: readonly PostingChange[];
  readonly removed: readonly PostingChange[];
}

/** What was really done; less than was wanted where the boards are too small for it. */
export interface ChangeReport extends WantedChange {
  /** The boards on which anything happened. */
  readonly boards: readonly BoardChange[];
}

// No board loses more at once: to a scanner a larger loss looks like a fault.
const MOST_REMOVED_SHARE = 0.2;

interface Step {
  readonly board: LiveBoard;
  readonly kind: keyof WantedChange;
  readonly before: Vacancy | null;
  readonly after: Vacancy | null;
}

function describe({ board, before, after }: Step): PostingChange {
  const truthOf = (vacancy: Vacancy | null) =>
    vacancy && board.format.truth(vacancy, board.definition);
  const was = truthOf(before);
  const is = truthOf(after);
  return {
    externalId: (after ?? before)?.externalId ?? "",
    before: was,
    after: is,
    fitsBefore: was !== null && fitsDefaultFilter(was),
    fitsAfter: is !== null && fitsDefaultFilter(is),
  };
}

interface Listed {
  readonly board: LiveBoard;
  readonly vacancy: Vacancy;
}

/**
 * All postings in random order, but first one of each provider, then one of
 * each board: so a small change reaches every format, and a large one goes
 * where most postings are.
 */
function spread(boards: readonly LiveBoard[], random: Random): Listed[] {
  const queues = random.draw(boards, boards.length).map((board) => {
    const listed = board.vacancies.filter((vacancy) => vacancy.listed);
    return random.draw(listed, listed.length)
      .map((vacancy) => ({ board, vacancy }));
  });
  const firsts = queues.flatMap((queue) => queue.slice(0, 1));
  const rest = queues.flatMap((queue) => queue.slice(1));
  const providers = new Set<string>();
  const leads = firsts.filter(({ board: { definition } }) => {
    const isFirst = !providers.has(definition.provider);
    providers.add(definition.provider);
    return isFirst;
  });
  return [
    ...leads,
    ...firsts.filter((first) => !leads.includes(first)),
    ...random.draw(rest, rest.length),
  ];
}

function planSteps(
  boards: readonly LiveBoard[],
  wanted: WantedChange,
  random: Random,
  now: Date,
): Step[] {
  const removable = new Map(boards.map((board) => [
    board,
    Math.floor(board.vacancies.length * MOST_REMOVED_SHARE),
  ]));
  const steps: Step[] = [];
  const left = { ...wanted };

  for (const { board, vacancy } of spread(boards, random)) {
    const allowance = removable.get(board) ?? 0;
    // In turns, so that both kinds reach every format.
    const isTurn = left.changed === 0 || steps.length % 2 === 0;
    if (left.removed > 0 && allowance > 0 && isTurn) {
      removable.set(board, allowance - 1);
      left.removed--;
      steps.push({ board, kind: "removed", before: vacancy, after: null });
    } else if (left.changed > 0) {
      left.changed--;
      const { definition, format } = board;
      const after = reviseVacancy(vacancy, definition, format, random, now);
      steps.push({ board, kind: "changed", before: vacancy, after });
    }
  }
  const hosts = spread(boards, random);
  for (let at = 0; left.added > 0; at = (at + 1) % hosts.length) {
    const { board } = hosts[at] ?? random.pick(hosts);
    const [after] = openJob(board, random, { now, maxAgeDays: 0 });
    if (!after) continue;
    left.added--;
    const opened = { ...after, listed: true };
    steps.push({ board, kind: "added", before: null, after: opened });
  }
  return steps;
}

function apply(board: LiveBoard, steps: readonly Step[]): void {
  const revised = new Map(steps.map(({ before, after }) => [before, after]));
  board.vacancies = [
    ...steps.filter(({ kind }) => kind === "added")
      .flatMap(({ after }) => after ?? []),
    ...board.vacancies.flatMap((vacancy) =>
      revised.has(vacancy) ? revised.get(vacancy) ?? [] : vacancy
    ),
  ];
  board.server.show(board.vacancies);
}

/** Changes what the boards list from now on. */
export function changeBoards(
  boards: readonly LiveBoard[],
  wanted: WantedChange,
  random: Random,
  now: Date,
): ChangeReport {
  const stepsOf = Map.groupBy(
    planSteps(boards, wanted, random, now),
    ({ board }) => board,
  );
  const changes: BoardChange[] = [];
  for (const [board, steps] of stepsOf) {
    apply(board, steps);
    const of = (kind: Step["kind"]) =>
      steps.filter((step) => step.kind === kind).map(describe);
    changes.push({
      company: board.definition.company,
      provider: board.definition.provider,
      added: of("added"),
      changed: of("changed"),
      removed: of("removed"),
    });
  }
  const total = (kind: Step["kind"]) =>
    changes.reduce((sum, change) => sum + change[kind].length, 0);
  return {
    added: total("added"),
    changed: total("changed"),
    removed: total("removed"),
    boards: changes,
  };
}
