-- postings_to_judge(): stored postings as the judge reads them, so that a
-- verdict can be explained and a filter tried, with the judge's one
-- implementation. Twin: supabase/functions/scan/stored_posting.ts.

create function public.postings_to_judge(
  ids bigint[] default null,
  below bigint default null,
  most int default 500
)
  returns jsonb
  language plpgsql
  stable
  security invoker
  set search_path = ''
as $$
begin
  return jsonb_build_object(
    'filters', scanner.enabled_filters(),
    'postings', (
      select coalesce(jsonb_agg(to_jsonb(x)), '[]')
      from (
        select p.id, p.status, p.archived_reason, p.closed_at, s.provider,
          p.external_id, p.title, coalesce(p.company, s.company) as company, p.url, p.apply_url, p.locations,
          p.workplace, p.department, p.team, p.employment_type, p.salary_min, p.salary_max,
          p.salary_currency, p.salary_period, p.description, p.requisition, p.posted_at,
          p.first_seen_at, p.details_at is not null as has_details
        from public.job_postings p
        join public.job_sources s on s.id = p.source_id
        where case
          when postings_to_judge.ids is not null then p.id = any (postings_to_judge.ids)
          else p.closed_at is null and (postings_to_judge.below is null or p.id < postings_to_judge.below) end
        order by p.id desc
        limit postings_to_judge.most
      ) x
    )
  );
end;
$$;

comment on function public.postings_to_judge is
  'The named postings, or those on the boards with ids below one, the newest first; and the filters that judge.';

revoke execute on function public.postings_to_judge from public, anon, authenticated;
grant execute on function public.postings_to_judge to service_role;
