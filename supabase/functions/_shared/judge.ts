/**
 * Which postings are kept. Pure, and free of the clock: the same posting and
 * filters always give the same verdict. Age is applied where postings are read
 * (the views). How good a posting is, says `score.ts`.
 *
 * @module
 */
import { paysEnough } from "./enough_pay.ts";
import { foldText } from "./fold_text.ts";
import { FoldedPosting } from "./folded_posting.ts";
import type { Posting } from "./posting.ts";
import { BASE_SCORE, createScore } from "./score.ts";
import type { Filter } from "./work_order.ts";
import { hasWord, termKey, wordsPattern } from "./words_pattern.ts";

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

export interface Judge {
  (posting: Posting, unknown: readonly (keyof Posting)[]): Judgement;
}

/** The judge of one scan. */
export interface TitleJudge extends Judge {
  /** False: whatever else a posting of this title says, it is rejected. */
  takesTitle(title: string): boolean;
}

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

type Answer = "yes" | "no" | "unknown";

/** `unsaid` answers for what nobody will say: neither the list nor the details. */
function isOneOf<T>(
  wanted: readonly T[],
  value: T | null,
  toCome: boolean,
  unsaid: Answer,
): Answer {
  if (wanted.length === 0) return "yes";
  if (value === null) return toCome ? "unknown" : unsaid;
  return wanted.includes(value) ? "yes" : "no";
}

/** A filter made ready: its words read once for all postings of a scan. */
function prepare(filter: Filter) {
  const titleAny = wordsPattern(filter.title_any);
  const titleNone = wordsPattern(filter.title_none);
  const companiesNone = wordsPattern(filter.companies_none);
  const places = wordsPattern(filter.locations_any);
  const takesRemote = filter.locations_any.some((place) =>
    termKey(place) === "remote"
  );
  // Boards name what is remote or hybrid and seldom the rest.
  const unsaidWorkplace = filter.workplace.includes("onsite") ? "yes" : "no";
  const unsaidEmployment = filter.employment_required ? "no" : "yes";
  const score = createScore(filter);
  const wanted = {
    titleAny: refusal(`title: has none of ${filter.title_any.join(", ")}`),
    titleNone: refusal(`title: has one of ${filter.title_none.join(", ")}`),
    company: refusal(
      `company: is one of ${filter.companies_none.join(", ")}`,
    ),
    place: `place: is none of ${filter.locations_any.join(", ")}`,
    workplace: `workplace: is not ${filter.workplace.join(" or ")}`,
    employment: `employment: is not ${filter.employment.join(" or ")}`,
    less:
      `pay: is less than ${filter.min_salary} ${filter.salary_currency} a year`,
    unnamed: filter.min_salary === null
      ? "pay: is not named"
      : `pay: is not named in ${filter.salary_currency} for a known time`,
  };

  function isSomewhereWanted(folded: FoldedPosting, toCome: boolean): Answer {
    if (places === null) return "yes";
    if (takesRemote && folded.posting.workplace === "remote") return "yes";
    if (folded.places.some((place) => hasWord(places, place))) return "yes";
    return toCome && folded.places.length === 0 ? "unknown" : "no";
  }

  function refusesTitle(title: string): Judgement | null {
    if (titleAny && !hasWord(titleAny, title)) return wanted.titleAny;
    return hasWord(titleNone, title) ? wanted.titleNone : null;
  }

  function ask(
    folded: FoldedPosting,
    unknown: readonly (keyof Posting)[],
  ): Judgement {
    const { posting, title } = folded;
    const refusedTitle = refusesTitle(title);
    if (refusedTitle) return refusedTitle;
    if (companiesNone && hasWord(companiesNone, folded.company)) {
      return wanted.company;
    }
    const place = isSomewhereWanted(folded, unknown.includes("locations"));
    const workplace = isOneOf(
      filter.workplace,
      posting.workplace,
      unknown.includes("workplace"),
      unsaidWorkplace,
    );
    const employment = isOneOf(
      filter.employment,
      posting.employmentType,
      unknown.includes("employmentType"),
      unsaidEmployment,
    );
    // Last, for it may have to read the text.
    const pay = place === "no" || workplace === "no" || employment === "no"
      ? "yes"
      : paysEnough(posting, filter, unknown);
    const refused = [
      ...(place === "no" ? [wanted.place] : []),
      ...(workplace === "no" ? [wanted.workplace] : []),
      ...(employment === "no" ? [wanted.employment] : []),
      ...(pay === "less" || pay === "unnamed" ? [wanted[pay]] : []),
    ];
    if (refused.length > 0) return refusal(...refused);

    const rated = score(folded, unknown);
    const least = filter.min_score ?? 0;
    if (rated.atMost < least) {
      return {
        ...refusal(`score: ${rated.score} is less than ${least}`),
        score: rated.score,
        reasons: rated.reasons,
      };
    }
    const isSettled = rated.score >= least &&
      place === "yes" && workplace === "yes" && employment === "yes" &&
      pay === "yes";
    return {
      verdict: isSettled ? "match" : "provisional",
      score: rated.score,
      reasons: rated.reasons,
      filters: [filter.name],
      refused: [],
    };
  }

  return { ask, refusesTitle };
}

/**
 * What each filter says of a posting by itself, in their order: what explains a
 * verdict. `company` is the source's, for adverts that name none.
 */
export function createJudges(
  filters: readonly Filter[],
  company: string | null = null,
): readonly Judge[] {
  return filters.map((filter) => {
    const { ask } = prepare(filter);
    return (posting, unknown) =>
      ask(new FoldedPosting(posting, company), unknown);
  });
}

/**
 * Makes the judge of one scan; without a filter it keeps everything. `company`
 * is the source's, for adverts that name none.
 */
export function createJudge(
  filters: readonly Filter[],
  company: string | null = null,
): TitleJudge {
  const prepared = filters.map(prepare);
  function judge(
    posting: Posting,
    unknown: readonly (keyof Posting)[],
  ): Judgement {
    if (prepared.length === 0) {
      return { ...REJECTED, verdict: "match", score: BASE_SCORE };
    }
    const folded = new FoldedPosting(posting, company);
    const taken: Judgement[] = [];
    for (const { ask } of prepared) {
      const judgement = ask(folded, unknown);
      if (judgement.verdict !== "rejected") taken.push(judgement);
    }
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
  }
  return Object.assign(judge, {
    takesTitle(title: string): boolean {
      if (prepared.length === 0) return true;
      const folded = foldText(title);
      return prepared.some(({ refusesTitle }) => refusesTitle(folded) === null);
    },
  });
}
