-- save_details(): what the list could not tell, and the verdict that follows
-- from it. The last call sets the source free.
-- Twin: supabase/functions/_shared/report.ts.

create function public.save_details(scan_id uuid, postings jsonb, last boolean)
  returns jsonb
  language plpgsql
  security invoker
  set search_path = ''
  set statement_timeout = '30s'
as $$
declare
  v_source public.job_sources := scanner.hold_scan(save_details.scan_id, listed := true);
  v_scan scanner.scans;
  v_saved int;
  v_rejected int;
  v_unopened int;
  v_unreturned int;
begin
  if jsonb_typeof(save_details.postings) is distinct from 'array' then
    raise sqlstate 'PT400' using message = 'Cannot save details: not a JSON array';
  end if;
  select * into strict v_scan from scanner.scans s where s.id = save_details.scan_id;

  update public.job_postings p
  set details_failed_at = now()
  from jsonb_to_recordset(save_details.postings) as d (external_id text, failed boolean)
  where p.source_id = v_source.id and p.external_id = d.external_id and d.failed;

  -- A key that is absent was not told; what the list knew of it stands.
  with settled as (
    update public.job_postings p
    set company = case when d.detail ? 'company' then d.detail ->> 'company' else p.company end,
        apply_url = case when d.detail ? 'apply_url' then d.detail ->> 'apply_url' else p.apply_url end,
        locations = case when d.detail ? 'locations'
          then array(select jsonb_array_elements_text(d.detail -> 'locations')) else p.locations end,
        workplace = case when d.detail ? 'workplace' then d.detail ->> 'workplace' else p.workplace end,
        department = case when d.detail ? 'department' then d.detail ->> 'department' else p.department end,
        team = case when d.detail ? 'team' then d.detail ->> 'team' else p.team end,
        employment_type = case when d.detail ? 'employment_type' then d.detail ->> 'employment_type' else p.employment_type end,
        salary_min = case when d.detail ? 'salary_min' then (d.detail ->> 'salary_min')::numeric else p.salary_min end,
        salary_max = case when d.detail ? 'salary_max' then (d.detail ->> 'salary_max')::numeric else p.salary_max end,
        salary_currency = case when d.detail ? 'salary_currency' then d.detail ->> 'salary_currency' else p.salary_currency end,
        salary_period = case when d.detail ? 'salary_period' then d.detail ->> 'salary_period' else p.salary_period end,
        salary_in_text = case when d.detail ? 'salary_in_text'
          then (d.detail ->> 'salary_in_text')::boolean else p.salary_in_text end,
        description = case when d.detail ? 'description' then d.detail ->> 'description' else p.description end,
        requisition = case when d.detail ? 'requisition' then d.detail ->> 'requisition' else p.requisition end,
        role_key = coalesce(d.detail ->> 'role_key', p.role_key),
        posted_at = case when d.detail ? 'posted_at' then (d.detail ->> 'posted_at')::timestamptz else p.posted_at end,
        score = coalesce((d.detail ->> 'score')::int, p.score),
        score_reasons = array(select jsonb_array_elements_text(d.detail -> 'score_reasons')),
        filters = array(select jsonb_array_elements_text(d.detail -> 'filters')),
        verdict = 'match',
        details_at = now(),
        details_failed_at = null,
        judged_revision = v_scan.filter_revision,
        status = case
          when p.status = 'new' and d.detail ->> 'verdict' = 'rejected' then 'archived'
          when p.status = 'archived' and p.archived_reason = 'filtered' and d.detail ->> 'verdict' = 'match' then 'new'
          else p.status end,
        archived_reason = case
          when p.status = 'new' and d.detail ->> 'verdict' = 'rejected' then 'filtered'
          when p.archived_reason = 'filtered' and d.detail ->> 'verdict' = 'match' then null
          else p.archived_reason end
    from jsonb_array_elements(save_details.postings) as d (detail)
    join public.job_postings o
      on o.source_id = v_source.id and o.external_id = d.detail ->> 'external_id'
    where p.id = o.id
      and p.source_id = v_source.id
      and not coalesce((d.detail ->> 'failed')::boolean, false)
    returning p.id,
      p.archived_reason = 'filtered' and d.detail ->> 'verdict' = 'rejected' as rejected,
      o.status = 'archived' and p.status = 'new' as came_up
  ),
  opened as (
    insert into scanner.posting_events (posting_id, scan_id, kind)
    select s.id, save_details.scan_id, 'opened' from settled s where s.came_up
  ),
  -- A posting that its details rule out was never news.
  retracted as (
    delete from scanner.posting_events e
    using settled s
    where e.posting_id = s.id
      and s.rejected
      and e.scan_id = save_details.scan_id
      and e.kind in ('opened', 'reopened')
    returning e.kind
  )
  select
    (select count(*) from settled),
    (select count(*) from settled s where s.rejected),
    (select count(*) from retracted r where r.kind = 'opened'),
    (select count(*) from retracted r where r.kind = 'reopened')
  into v_saved, v_rejected, v_unopened, v_unreturned;

  update scanner.scans s
  set matched = greatest(s.matched - v_rejected, 0),
      inserted = greatest(s.inserted - v_unopened, 0),
      reopened = greatest(s.reopened - v_unreturned, 0)
  where s.id = save_details.scan_id and v_rejected > 0;

  if save_details.last then
    -- Those that time did not allow are read by a scan in five minutes.
    update public.job_sources j
    set next_scan_at = least(j.next_scan_at, now() + interval '5 minutes')
    where j.id = v_source.id
      and scanner.lacking_details(j.id, save_details.scan_id, '{}') <> '[]'::jsonb;

    perform scanner.end_scan(save_details.scan_id, v_scan.outcome);
    perform scanner.dispatch(wait := true);
  end if;
  return jsonb_build_object(
    'saved', v_saved,
    'requests_per_second', scanner.host_pace(v_source.host, lent := true)
  );
end;
$$;

comment on function public.save_details is
  'Adds details to postings of a listed scan and settles their verdict; last releases the source.';

revoke execute on function public.save_details from public, anon, authenticated;
grant execute on function public.save_details to service_role;
