/**
 * What SQL asks a scan to do. Twin: `public.begin_scan`
 * (supabase/migrations).
 *
 * @module
 */
import { z } from "zod";
import { EMPLOYMENT_TYPES, WORKPLACES } from "./posting.ts";

export const Filter = z.object({
  name: z.string(),
  title_any: z.array(z.string()),
  title_none: z.array(z.string()),
  locations_any: z.array(z.string()),
  workplace: z.array(z.enum(WORKPLACES)),
  employment: z.array(z.enum(EMPLOYMENT_TYPES)),
  employment_required: z.boolean(),
  companies_none: z.array(z.string()),
  keywords: z.record(z.string(), z.number()),
  min_salary: z.number().nullable(),
  salary_currency: z.string().nullable(),
  pay_required: z.boolean(),
  min_score: z.number().nullable(),
});

/** One row of `search_filters`; its age limit is the views' business, not a scan's. */
export type Filter = z.infer<typeof Filter>;

/** What a scan may ask of its host; null: as fast as it comes. */
export const RequestsPerSecond = z.number().positive().nullable();

export const WorkOrder = z.object({
  scan_id: z.uuid(),
  source: z.object({
    id: z.number().int(),
    company: z.string().nullable(),
    url: z.string(),
    provider: z.string().nullable(),
    board: z.string().nullable(),
    settings: z.record(z.string(), z.unknown()),
  }),
  fingerprint: z.string().nullable(),
  cursor: z.unknown(),
  filter_revision: z.string(),
  filters: z.array(Filter),
  requests_per_second: RequestsPerSecond,
});

export type WorkOrder = z.infer<typeof WorkOrder>;
