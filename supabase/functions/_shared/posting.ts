/**
 * The one shape of a posting that everything after a provider understands.
 * Twin: the columns of `public.job_postings` (supabase/migrations).
 *
 * @module
 */

export const WORKPLACES = ["remote", "hybrid", "onsite"] as const;
export type Workplace = typeof WORKPLACES[number];

export const EMPLOYMENT_TYPES = [
  "full_time",
  "part_time",
  "contract",
  "temporary",
  "internship",
  "volunteer",
  "other",
] as const;
export type EmploymentType = typeof EMPLOYMENT_TYPES[number];

export const SALARY_PERIODS = ["year", "month", "week", "day", "hour"] as const;
export type SalaryPeriod = typeof SALARY_PERIODS[number];

/**
 * A text that is made only when it is asked for. Turning HTML into text is the
 * dearest step of a scan, and most postings are thrown away before it is needed.
 */
export type LazyText = () => string;

/** One advert. Unknown is null, never a guess; places and titles as the board writes them, trimmed. */
export interface Posting {
  /** The board's own id of this advert; unique within its board. */
  readonly externalId: string;
  readonly title: string;
  /** The employer as the advert names it; null: the source's company. */
  readonly company: string | null;
  /** Absolute https address that a person can open. */
  readonly url: string;
  readonly applyUrl: string | null;
  readonly locations: readonly string[];
  readonly workplace: Workplace | null;
  readonly department: string | null;
  readonly team: string | null;
  readonly employmentType: EmploymentType | null;
  readonly salaryMin: number | null;
  readonly salaryMax: number | null;
  /** ISO 4217. */
  readonly salaryCurrency: string | null;
  readonly salaryPeriod: SalaryPeriod | null;
  /** Plain text, paragraphs and lists kept. */
  readonly description: LazyText | null;
  /** The board's own id of the job behind one or more adverts. */
  readonly requisition: string | null;
  readonly postedAt: Date | null;
}

/** What a provider says about one advert when it says nothing else. */
export const EMPTY_POSTING: Omit<Posting, "externalId" | "title" | "url"> = {
  company: null,
  applyUrl: null,
  locations: [],
  workplace: null,
  department: null,
  team: null,
  employmentType: null,
  salaryMin: null,
  salaryMax: null,
  salaryCurrency: null,
  salaryPeriod: null,
  description: null,
  requisition: null,
  postedAt: null,
};

/** Makes `make` run at most once, and only when its text is wanted. */
export function lazyText(make: () => string): LazyText {
  let text: string | null = null;
  return () => text ??= make();
}
