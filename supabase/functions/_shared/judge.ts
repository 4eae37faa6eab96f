/**
 * Which postings are kept, and how good each is. Pure, and free of the clock:
 * the same posting and filters always give the same verdict. Age is applied
 * where postings are read (the views).
 *
 * @module
 */
import type { Posting } from "./posting.ts";
import { payInText } from "./pay_in_text.ts";
import type { Filter } from "./work_order.ts";
import { foundWords, hasWord, wordsPattern } from "./words_pattern.ts";

/**
 * `provisional`: a filter asks for something that the list cannot tell, so the
 * posting is kept until its details are there.
 */
export type Verdict = "match" | "provisional" | "rejected";

export interface Judgement {
  readonly verdict: Verdict;
  /** 0 to 100. */
  readonly score: number;
  /** What made the score, for a person. */
  readonly reasons: readonly string[];
  /** Names of the filters that take the posting. */
  readonly filters: readonly string[];
  /** What a filter asks for and the posting has not; empty when it is taken. */
  readonly refused: readonly string[];
}

export type Judge = (
  posting: Posting,
  unknown: readonly (keyof Posting)[],
) => Judgement;

const BASE_SCORE = 50;
/** For each of the wanted words in the title, at most two. */
const TITLE_POINTS = 10;

const REJECTED: Judgement = {
  verdict: "rejected",
  score: 0,
  reasons: [],
  filters: [],
  refused: [],
};

function refusal(...refused: readonly string[]): Judgement {
  return { ...REJECTED, refused };
}

/** How often a period fits into a year of full-time work. */
const PER_YEAR = { year: 1, month: 12, week: 52, day: 230, hour: 1_840 };

/** Details may name it, in a field or in the text. */
function isPayToCome(unknown: readonly (keyof Posting)[]): boolean {
  return unknown.includes("salaryMax") || unknown.includes("description");
}

type Answer = "yes" | "no" | "unknown";

function paysEnough(
  posting: Posting,
  filter: Filter,
  unknown: boolean,
): Answer {
  if (filter.min_salary === null) return "yes";
  const { min, max, currency, period } = payInText(posting) ?? {
    min: posting.salaryMin,
    max: posting.salaryMax,
    currency: posting.salaryCurrency,
    period: posting.salaryPeriod,
  };
  const amount = max ?? min;
  if (amount === null) return unknown ? "unknown" : "yes";
  // Another currency, or pay for an unknown time, cannot be compared.
  if (currency !== filter.salary_currency || period === null) return "yes";
  return amount * PER_YEAR[period] >= filter.min_salary ? "yes" : "no";
}

function isOneOf<T>(
  wanted: readonly T[],
  value: T | null,
  unknown: boolean,
): Answer {
  if (wanted.length === 0) return "yes";
  if (value === null) return unknown ? "unknown" : "no";
  return wanted.includes(value) ? "yes" : "no";
}

/** A filter made ready: its words compiled once for all postings of a scan. */
function prepare(filter: Filter) {
  const titleAny = wordsPattern(filter.title_any);
  const titleNone = wordsPattern(filter.title_none);
  const places = wordsPattern(filter.locations_any);
  const takesRemote = filter.locations_any.some((place) =>
    place.trim().toLowerCase() === "remote"
  );
  const wanted = {
    titleAny: refusal(`title: has none of ${filter.title_any.join(", ")}`),
    titleNone: refusal(`title: has one of ${filter.title_none.join(", ")}`),
    place: `place: is none of ${filter.locations_any.join(", ")}`,
    workplace: `workplace: is not ${filter.workplace.join(" or ")}`,
    employment: `employment: is not ${filter.employment.join(" or ")}`,
    pay:
      `pay: is less than ${filter.min_salary} ${filter.salary_currency} a year`,
  };
  const keywords = Object.entries(filter.keywords).map(
    ([word, points]) => ({ word, points, pattern: wordsPattern([word]) }),
  );

  function isSomewhereWanted(posting: Posting, unknown: boolean): Answer {
    if (places === null) return "yes";
    if (takesRemote && posting.workplace === "remote") return "yes";
    if (posting.locations.some((place) => hasWord(places, place))) return "yes";
    return unknown && posting.locations.length === 0 ? "unknown" : "no";
  }

  function rate(posting: Posting) {
    const reasons: string[] = [];
    let score = BASE_SCORE;
    const titles = foundWords(titleAny, posting.title).slice(0, 2);
    for (const word of titles) {
      score += TITLE_POINTS;
      reasons.push(`+${TITLE_POINTS} title: ${word}`);
    }
    // The text is made only for a filter that reads it.
    const text = keywords.length > 0 ? posting.description?.() ?? "" : "";
    for (const { word, points, pattern } of keywords) {
      const where = hasWord(pattern, posting.title)
        ? "title"
        : hasWord(pattern, text)
        ? "text"
        : null;
      if (!where) continue;
      score += points;
      reasons.push(`${points < 0 ? "" : "+"}${points} ${where}: ${word}`);
    }
    return { score: Math.round(Math.min(100, Math.max(0, score))), reasons };
  }

  return function ask(
    posting: Posting,
    unknown: readonly (keyof Posting)[],
  ): Judgement {
    if (titleAny && !hasWord(titleAny, posting.title)) return wanted.titleAny;
    if (hasWord(titleNone, posting.title)) return wanted.titleNone;
    const place = isSomewhereWanted(posting, unknown.includes("locations"));
    const workplace = isOneOf(
      filter.workplace,
      posting.workplace,
      unknown.includes("workplace"),
    );
    const employment = isOneOf(
      filter.employment,
      posting.employmentType,
      unknown.includes("employmentType"),
    );
    // Last, for it may have to read the text.
    const pay = [place, workplace, employment].includes("no")
      ? "yes"
      : paysEnough(posting, filter, isPayToCome(unknown));
    const answers = [place, workplace, employment, pay];
    if (answers.includes("no")) {
      return refusal(
        ...(place === "no" ? [wanted.place] : []),
        ...(workplace === "no" ? [wanted.workplace] : []),
        ...(employment === "no" ? [wanted.employment] : []),
        ...(pay === "no" ? [wanted.pay] : []),
      );
    }

    const { score, reasons } = rate(posting);
    if (filter.min_score !== null && score < filter.min_score) {
      // A text that is still to come may bring the missing points.
      const mayRise = posting.description === null &&
        unknown.includes("description") &&
        keywords.some(({ points }) => points > 0);
      if (!mayRise) {
        return {
          ...refusal(`score: ${score} is less than ${filter.min_score}`),
          score,
          reasons,
        };
      }
      answers.push("unknown");
    }
    return {
      verdict: answers.includes("unknown") ? "provisional" : "match",
      score,
      reasons,
      filters: [filter.name],
      refused: [],
    };
  };
}

/** What each filter says of a posting by itself, in their order: what explains a verdict. */
export function createJudges(filters: readonly Filter[]): readonly Judge[] {
  return filters.map(prepare);
}

/** Makes the judge of one scan; without a filter it keeps everything. */
export function createJudge(filters: readonly Filter[]): Judge {
  const asks = createJudges(filters);
  return function judge(posting, unknown) {
    if (asks.length === 0) {
      return { ...REJECTED, verdict: "match", score: BASE_SCORE };
    }
    const taken = asks.map((ask) => ask(posting, unknown))
      .filter(({ verdict }) => verdict !== "rejected");
    const [first] = taken;
    if (!first) return REJECTED;
    const best = taken.reduce((a, b) => b.score > a.score ? b : a, first);
    return {
      verdict: taken.some(({ verdict }) => verdict === "match")
        ? "match"
        : "provisional",
      score: best.score,
      reasons: best.reasons,
      filters: taken.flatMap((judgement) => judgement.filters),
      refused: [],
    };
  };
}
