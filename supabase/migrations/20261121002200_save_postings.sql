-- save_postings(): writes what a list told of the postings that a filter takes.
-- Only rows that differ are written, and what a list cannot know (its
-- "unknown") never undoes what the details told.
-- Twin: supabase/functions/_shared/report.ts.

create function scanner.save_postings(
  source_id bigint,
  scan_id uuid,
  postings jsonb,
  out inserted int,
  out updated int,
  out reopened int
)
  language plpgsql
  security invoker
  set search_path = ''
  -- A plan that was made while the table was small, and is kept, would read all
  -- of it once it has grown.
  set enable_seqscan = off
as $$
declare
  -- A change of these is news for a reader; the rest is our own bookkeeping.
  c_content constant text[] := array[
    'title', 'company', 'url', 'apply_url', 'locations', 'workplace', 'department', 'team',
    'employment_type', 'salary_min', 'salary_max', 'salary_currency', 'salary_period', 'description'
  ];
  v_revision text;
begin
  if jsonb_typeof(save_postings.postings) is distinct from 'array' then
    raise sqlstate 'PT400' using message = 'Cannot save postings: not a JSON array';
  end if;

  select s.filter_revision into v_revision from scanner.scans s where s.id = save_postings.scan_id;

  with incoming as materialized (
    -- One id twice in a call would be inserted twice in one statement.
    select distinct on (i.external_id) i.*
    from jsonb_to_recordset(save_postings.postings) as i (
      external_id text, title text, company text, url text, apply_url text, locations text[],
      workplace text, department text, team text, employment_type text,
      salary_min numeric, salary_max numeric, salary_currency text, salary_period text, salary_in_text boolean,
      description text, requisition text, role_key text, posted_at timestamptz,
      verdict text, score int, score_reasons text[], filters text[], unknown text[]
    )
    order by i.external_id
  ),
  merged as materialized (
    select
      p.id, p as stored, i.unknown, i.external_id, i.title, i.url,
      i.verdict, i.score, i.score_reasons, i.filters,
      case when 'company' = any (i.unknown) then coalesce(p.company, i.company) else i.company end as company,
      case when 'apply_url' = any (i.unknown) then coalesce(p.apply_url, i.apply_url) else i.apply_url end as apply_url,
      case when 'locations' = any (i.unknown) and cardinality(p.locations) > 0 then p.locations else i.locations end as locations,
      case when 'workplace' = any (i.unknown) then coalesce(p.workplace, i.workplace) else i.workplace end as workplace,
      case when 'department' = any (i.unknown) then coalesce(p.department, i.department) else i.department end as department,
      case when 'team' = any (i.unknown) then coalesce(p.team, i.team) else i.team end as team,
      case when 'employment_type' = any (i.unknown) then coalesce(p.employment_type, i.employment_type) else i.employment_type end as employment_type,
      case when 'salary_min' = any (i.unknown) then coalesce(p.salary_min, i.salary_min) else i.salary_min end as salary_min,
      case when 'salary_max' = any (i.unknown) then coalesce(p.salary_max, i.salary_max) else i.salary_max end as salary_max,
      case when 'salary_currency' = any (i.unknown) then coalesce(p.salary_currency, i.salary_currency) else i.salary_currency end as salary_currency,
      case when 'salary_period' = any (i.unknown) then coalesce(p.salary_period, i.salary_period) else i.salary_period end as salary_period,
      case when 'salary_min' = any (i.unknown) then coalesce(p.salary_in_text, i.salary_in_text, false) else coalesce(i.salary_in_text, false) end as salary_in_text,
      case when 'description' = any (i.unknown) then coalesce(p.description, i.description) else i.description end as description,
      case when 'requisition' = any (i.unknown) then coalesce(p.requisition, i.requisition) else i.requisition end as requisition,
      case when 'requisition' = any (i.unknown) and p.requisition is not null then p.role_key else i.role_key end as role_key,
      case when 'posted_at' = any (i.unknown) then coalesce(p.posted_at, i.posted_at) else i.posted_at end as posted_at
    from incoming i
    left join public.job_postings p
      on p.source_id = save_postings.source_id and p.external_id = i.external_id
  ),
  compared as materialized (
    select m.*,
      (m.stored).closed_at is not null
        or ((m.stored).status = 'archived' and (m.stored).archived_reason = 'closed') as returns,
      ((m.stored).title, (m.stored).company, (m.stored).url, (m.stored).apply_url, (m.stored).locations,
        (m.stored).workplace, (m.stored).department, (m.stored).team, (m.stored).employment_type,
        (m.stored).salary_min, (m.stored).salary_max, (m.stored).salary_currency, (m.stored).salary_period,
        (m.stored).description)
      is distinct from
      (m.title, m.company, m.url, m.apply_url, m.locations, m.workplace, m.department, m.team,
        m.employment_type, m.salary_min, m.salary_max, m.salary_currency, m.salary_period, m.description)
      as content_differs
    from merged m
  ),
  judged as materialized (
    select c.*,
      -- The same filters have judged the same advert with its details: a list knows less.
      cardinality(c.unknown) > 0 and not c.content_differs
        and (c.stored).judged_revision is not distinct from v_revision
        and (c.stored).details_at is not null as settled,
      -- Its details will say whether a new filter takes it, or it is too old for
      -- all that do: until that changes it stays away.
      (c.stored).archived_reason = 'filtered' and (
        (c.verdict = 'provisional' and (c.stored).details_at is not null)
        or not scanner.is_fresh(c.filters, c.posted_at, (c.stored).first_seen_at)
      ) as waits
    from compared c
  ),
  added as (
    insert into public.job_postings as p (
      source_id, external_id, title, company, url, apply_url, locations, workplace, department, team,
      employment_type, salary_min, salary_max, salary_currency, salary_period, salary_in_text, description,
      requisition, role_key, posted_at, verdict, score, score_reasons, filters
    )
    select
      save_postings.source_id, j.external_id, j.title, j.company, j.url, j.apply_url, j.locations, j.workplace,
      j.department, j.team, j.employment_type, j.salary_min, j.salary_max, j.salary_currency, j.salary_period,
      j.salary_in_text, j.description, j.requisition, j.role_key, j.posted_at, j.verdict, j.score, j.score_reasons, j.filters
    from judged j
    where j.id is null
    returning p.id
  ),
  changed as (
    update public.job_postings p
    set title = j.title, company = j.company, url = j.url, apply_url = j.apply_url, locations = j.locations,
        workplace = j.workplace, department = j.department, team = j.team, employment_type = j.employment_type,
        salary_min = j.salary_min, salary_max = j.salary_max, salary_currency = j.salary_currency,
        salary_period = j.salary_period, salary_in_text = j.salary_in_text, description = j.description, requisition = j.requisition,
        role_key = j.role_key, posted_at = j.posted_at,
        verdict = case when j.settled then p.verdict else j.verdict end,
        score = case when j.settled then p.score else j.score end,
        score_reasons = case when j.settled then p.score_reasons else j.score_reasons end,
        filters = case when j.settled then p.filters else j.filters end,
        judged_revision = case when j.content_differs then null else p.judged_revision end,
        -- An advert that changed may say something else in its details too.
        details_at = case when j.content_differs then null else p.details_at end,
        changed_at = case when j.content_differs then now() else p.changed_at end,
        missed = 0,
        closed_at = null,
        reopened = p.reopened + case when j.returns then 1 else 0 end,
        status = case
          when p.status <> 'archived' then p.status
          when p.archived_reason = 'filtered' and (j.settled or j.waits) then p.status
          else 'new' end,
        archived_reason = case
          when p.archived_reason = 'filtered' and (j.settled or j.waits) then p.archived_reason end
    from judged j
    where p.id = j.id
      -- For the plan: what is known of a board is found by its own index.
      and p.source_id = save_postings.source_id
      and p.external_id = j.external_id
      and (
        j.content_differs
        or j.returns
        or p.missed > 0
        or (p.status = 'archived' and not (j.settled or j.waits))
        or (p.requisition, p.role_key, p.posted_at, p.salary_in_text)
          is distinct from (j.requisition, j.role_key, j.posted_at, j.salary_in_text)
        or (not j.settled and (p.verdict, p.score, p.score_reasons, p.filters)
          is distinct from (j.verdict, j.score, j.score_reasons, j.filters))
      )
    returning p.id, j.content_differs, j.external_id,
      j.returns and p.status <> 'archived' as came_back,
      -- Other filters take it now: to a reader it is as new as any.
      not j.returns and (j.stored).archived_reason = 'filtered' and p.status = 'new' as came_up
  ),
  events as (
    insert into scanner.posting_events (posting_id, scan_id, kind, changes)
    select a.id, save_postings.scan_id, 'opened', '{}'::jsonb from added a
    union all
    select c.id, save_postings.scan_id, 'opened', '{}'::jsonb from changed c where c.came_up
    union all
    select c.id, save_postings.scan_id, 'reopened', '{}'::jsonb from changed c where c.came_back
    union all
    select c.id, save_postings.scan_id, 'changed', d.changes
    from changed c
    join judged j on j.id = c.id
    cross join lateral (
      select jsonb_object_agg(o.key, case when o.key = 'description' then 'null'::jsonb else o.value end) as changes
      from jsonb_each(to_jsonb(j.stored)) o
      where o.key = any (c_content)
        and o.value is distinct from (to_jsonb(j) - 'stored') -> o.key
        -- What the details add for the first time is no change of the advert.
        and not (o.key = any (j.unknown) and o.value = 'null'::jsonb)
    ) d
    where c.content_differs and d.changes is not null
  )
  select
    (select count(*) from added),
    (select count(*) from changed c where c.content_differs and not c.came_back),
    (select count(*) from changed c where c.came_back)
  into inserted, updated, reopened;
end;
$$;

comment on function scanner.save_postings is 'Inserts and updates what differs; counts new, changed and returned postings.';

revoke execute on function scanner.save_postings from public, anon, authenticated;
grant execute on function scanner.save_postings to service_role;
