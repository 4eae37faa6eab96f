/**
 * What happens to postings in the long run, for the views that tell of it:
 * adverts change, close and come back, people keep some, roles are listed anew.
 *
 * @module
 */
import type { Database } from "../stack/database.ts";
import { settle } from "./fill.ts";

/** Of 300,000 postings: some 30,000 changed, 3,000 came back, 3,000 are kept; one in ten of the closed is listed anew. */
export async function fillLife(database: Database): Promise<void> {
  await database.execute(`
    insert into scanner.posting_events (posting_id, kind, at, changes)
    select p.id, 'changed', now() - interval '20 days' * (p.id % 1000) / 1000.0,
      case p.id % 3
        when 0 then '{"title": "Old title"}'
        when 1 then '{"salary_min": 50000, "salary_max": 60000}'
        else '{"locations": ["Rome"], "workplace": "onsite"}' end::jsonb
    from public.job_postings p
    where p.id % 11 = 0;
    update public.job_postings p
    set changed_at = now() - interval '20 days' * (p.id % 1000) / 1000.0
    where p.id % 11 = 0;

    insert into scanner.posting_events (posting_id, kind, at)
    select p.id, k.kind, now() - interval '60 days' * (p.id % 1000) / 1000.0 - k.earlier
    from public.job_postings p
    cross join (values (1, 'closed', interval '5 days'), (2, 'reopened', interval '0')) k (n, kind, earlier)
    where p.id % 100 = 1
    order by k.n, p.id;
    update public.job_postings p set reopened = 1 where p.id % 100 = 1;
    insert into scanner.posting_events (posting_id, kind, at)
    select p.id, 'closed', p.closed_at from public.job_postings p where p.closed_at is not null;

    update public.job_postings p set status = 'saved' where p.id % 100 = 7;
    update public.job_postings p
    set status_at = now() - interval '30 days'
    where p.status = 'saved';

    insert into public.job_postings (
      source_id, external_id, title, url, locations, role_key, first_seen_at, score, filters
    )
    select p.source_id, 'again-' || p.external_id, p.title, p.url, p.locations, p.role_key,
      now() - interval '1 hour' * (p.id % 24), p.score, p.filters
    from public.job_postings p
    where p.closed_at is not null and p.id % 10 = 0 and p.first_seen_at < now() - interval '5 days';`);
  await settle(database, "public.job_postings");
  await settle(database, "scanner.posting_events");
}
