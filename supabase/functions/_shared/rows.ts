/**
 * Postings as SQL takes and gives them. Twins: `scanner.save_postings`,
 * `scanner.lacking_details` and `public.save_details` (supabase/migrations).
 *
 * @module
 */
import { z } from "zod";
import type { Judgement } from "./judge.ts";
import {
  EMPLOYMENT_TYPES,
  type Posting,
  SALARY_PERIODS,
  WORKPLACES,
} from "./posting.ts";
import { payInText } from "./pay_in_text.ts";
import { storable } from "./storable.ts";

const COLUMNS = {
  externalId: "external_id",
  title: "title",
  company: "company",
  url: "url",
  applyUrl: "apply_url",
  locations: "locations",
  workplace: "workplace",
  department: "department",
  team: "team",
  employmentType: "employment_type",
  salaryMin: "salary_min",
  salaryMax: "salary_max",
  salaryCurrency: "salary_currency",
  salaryPeriod: "salary_period",
  description: "description",
  requisition: "requisition",
  postedAt: "posted_at",
} as const satisfies Record<keyof Posting, string>;

/** A row as the RPCs take it. */
export type Row = Record<string, unknown>;

const COLUMN_OF: ReadonlyMap<string, string> = new Map(Object.entries(COLUMNS));

function column(value: unknown): unknown {
  if (typeof value === "function") return column(value());
  if (typeof value === "string") return storable(value);
  return Array.isArray(value) ? value.map(column) : value;
}

function columns(posting: Partial<Posting>): Row {
  const row: Row = {};
  for (const [field, value] of Object.entries(posting)) {
    const name = COLUMN_OF.get(field);
    if (!name || value === undefined) continue;
    row[name] = column(value);
  }
  return row;
}

const PAY = [
  "salaryMin",
  "salaryMax",
  "salaryCurrency",
  "salaryPeriod",
] as const satisfies (keyof Posting)[];

/** What the words of a posting say of its pay, where its board says nothing. */
function payColumns(posting: Posting): Row {
  const pay = payInText(posting);
  if (!pay && (posting.salaryMin !== null || posting.salaryMax !== null)) {
    return { salary_in_text: false };
  }
  return {
    salary_min: pay?.min ?? null,
    salary_max: pay?.max ?? null,
    salary_currency: pay?.currency ?? null,
    salary_period: pay?.period ?? null,
    salary_in_text: pay !== null,
  };
}

/** What makes the adverts of one job one role. */
export interface RoleScope {
  readonly provider: string;
  readonly sourceId: number;
  /** Set where one employer's job ids are shared by several of its boards. */
  readonly tenant: string | null;
}

/** What is longer is no job's id, and more than a key of an index may have. */
const MAX_REQUISITION_CHARS = 500;

/** Equal for the adverts of one job, and never by title: same title is not same job. */
export function roleKey(
  scope: RoleScope,
  posting: Pick<Posting, "externalId" | "requisition">,
): string {
  const { sourceId, provider, tenant } = scope;
  const { externalId, requisition } = posting;
  if (requisition === null || requisition.length > MAX_REQUISITION_CHARS) {
    return storable(`${sourceId}:${externalId}`);
  }
  return storable(
    tenant === null
      ? `${sourceId}:r:${requisition}`
      : `${provider}:${tenant}:${requisition}`,
  );
}

/** A judged posting of a list. */
export function toRow(
  posting: Posting,
  { verdict, score, reasons, filters }: Judgement,
  scope: RoleScope,
  unknown: readonly (keyof Posting)[],
): Row {
  // Whoever reads a text later may find pay in it, which the next list must not undo.
  const untold = unknown.includes("description")
    ? new Set([...unknown, ...PAY])
    : unknown;
  return {
    ...columns(posting),
    ...payColumns(posting),
    role_key: roleKey(scope, posting),
    verdict,
    score,
    score_reasons: reasons,
    filters,
    unknown: [...untold].map((field) => COLUMNS[field]),
  };
}

/** What the details told of a posting, judged anew; `whole` is the posting with them. */
export function toDetailRow(
  details: Partial<Posting>,
  whole: Posting,
  { verdict, score, reasons, filters }: Judgement,
  scope: RoleScope,
): Row {
  return {
    ...columns(details),
    ...payColumns(whole),
    external_id: whole.externalId,
    role_key: roleKey(scope, whole),
    verdict,
    score,
    score_reasons: reasons,
    filters,
  };
}

const Lacking = z.object({
  external_id: z.string(),
  title: z.string(),
  company: z.string().nullable(),
  url: z.string(),
  apply_url: z.string().nullable(),
  locations: z.array(z.string()),
  workplace: z.enum(WORKPLACES).nullable(),
  department: z.string().nullable(),
  team: z.string().nullable(),
  employment_type: z.enum(EMPLOYMENT_TYPES).nullable(),
  salary_min: z.number().nullable(),
  salary_max: z.number().nullable(),
  salary_currency: z.string().nullable(),
  salary_period: z.enum(SALARY_PERIODS).nullable(),
  description: z.string().nullable(),
  requisition: z.string().nullable(),
  posted_at: z.string().nullable(),
  has_details: z.boolean(),
});

/** A stored posting that `finish_scan` names: its details are missing, or were judged by other filters. */
export interface LackingPosting {
  readonly posting: Posting;
  readonly hasDetails: boolean;
}

/** Reads a posting as SQL gives it back. */
export const StoredPosting = Lacking.transform((row): LackingPosting => ({
  hasDetails: row.has_details,
  posting: {
    externalId: row.external_id,
    title: row.title,
    company: row.company,
    url: row.url,
    applyUrl: row.apply_url,
    locations: row.locations,
    workplace: row.workplace,
    department: row.department,
    team: row.team,
    employmentType: row.employment_type,
    salaryMin: row.salary_min,
    salaryMax: row.salary_max,
    salaryCurrency: row.salary_currency,
    salaryPeriod: row.salary_period,
    description: row.description === null ? null : () => row.description ?? "",
    requisition: row.requisition,
    postedAt: row.posted_at === null ? null : new Date(row.posted_at),
  },
}));

/** Reads the `lacking` of `finish_scan`. */
export const LackingPostings = z.array(StoredPosting);
