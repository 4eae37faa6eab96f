-- lacking_details(): the stored postings that a list could not tell all of.

create function scanner.lacking_details(source_id bigint, scan_id uuid, matched_ids text[])
  returns jsonb
  language plpgsql
  stable
  security invoker
  set search_path = ''
as $$
declare
  -- More would not fit into a scan's time; the best go first.
  c_most constant int := 500;
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(x)), '[]')
    from (
      select p.external_id, p.title, p.company, p.url, p.apply_url, p.locations, p.workplace,
        p.department, p.team, p.employment_type,
        -- Pay that was found in the text is looked for in it again.
        case when not p.salary_in_text then p.salary_min end as salary_min,
        case when not p.salary_in_text then p.salary_max end as salary_max,
        case when not p.salary_in_text then p.salary_currency end as salary_currency,
        case when not p.salary_in_text then p.salary_period end as salary_period,
        p.description, p.requisition, p.posted_at,
        p.details_at is not null as has_details
      from public.job_postings p
      join scanner.scans s on s.id = lacking_details.scan_id
      where p.source_id = lacking_details.source_id
        and p.closed_at is null
        and p.missed = 0
        and p.status <> 'dismissed'
        and (
          p.status <> 'archived'
          or (
            -- A filter takes what its list says now; of a list that did not change,
            -- what waits for its details since it last did.
            (p.external_id = any (lacking_details.matched_ids) or p.filters <> '{}')
            and scanner.is_fresh(p.filters, p.posted_at, p.first_seen_at)
          )
        )
        and (p.details_at is null or p.judged_revision is distinct from s.filter_revision)
        -- An advert whose page cannot be read is asked for once a day.
        and (p.details_failed_at is null or p.details_failed_at < now() - interval '1 day')
      order by p.score desc, p.id desc
      limit c_most
    ) x
  );
end;
$$;

comment on function scanner.lacking_details is
  'Postings whose details are missing or were judged by other filters, with what is known of them.';

revoke execute on function scanner.lacking_details from public, anon, authenticated;
grant execute on function scanner.lacking_details to service_role;
