-- told_changes(): what an event says that an advert changed, as a person reads it.
-- An event keeps what each field was; what it became stands in the next event that
-- names the field, or else in the posting. A function, so that the planner has one
-- price for it and a page of posting_changes is not compiled.

create function scanner.told_changes(
  event_id bigint,
  posting_id bigint,
  changes jsonb,
  out kind text,
  out was text,
  out "is" text,
  out fields text[]
)
  returns setof record
  language sql
  stable
  rows 1
  security invoker
  set search_path = ''
as $$
  with became as materialized (
    select jsonb_build_object(
        'title', p.title, 'company', p.company, 'url', p.url, 'apply_url', p.apply_url, 'locations', p.locations,
        'workplace', p.workplace, 'department', p.department, 'team', p.team, 'employment_type', p.employment_type,
        'salary_min', p.salary_min, 'salary_max', p.salary_max, 'salary_currency', p.salary_currency,
        'salary_period', p.salary_period
      ) || coalesce((
        -- Of two later values of a field the earlier counts: the last one stays.
        select jsonb_object_agg(x.key, x.value order by l.id desc)
        from scanner.posting_events l
        cross join jsonb_each(l.changes) x
        where l.posting_id = told_changes.posting_id and l.id > told_changes.event_id and l.kind = 'changed'
      ), '{}') as now
    from public.job_postings p
    where p.id = told_changes.posting_id
  ),
  compared as (
    select b.now, b.now || told_changes.changes as before from became b
  ),
  named as (
    select
      f.field,
      case
        when f.field = 'title' then 'retitled'
        when f.field in ('locations', 'workplace') then 'moved'
        when f.field like 'salary%' then 'pay changed'
        else 'changed'
      end as kind
    from jsonb_object_keys(told_changes.changes) f (field)
  )
  select
    n.kind,
    case n.kind
      when 'retitled' then c.before ->> 'title'
      when 'moved' then scanner.place_text(c.before)
      when 'pay changed' then scanner.pay_text((c.before ->> 'salary_min')::numeric, (c.before ->> 'salary_max')::numeric,
        c.before ->> 'salary_currency', c.before ->> 'salary_period')
      else string_agg(n.field || ': ' || coalesce(c.before ->> n.field, 'none'), '; ' order by n.field)
        filter (where n.field <> 'description')
    end,
    case n.kind
      when 'retitled' then c.now ->> 'title'
      when 'moved' then scanner.place_text(c.now)
      when 'pay changed' then scanner.pay_text((c.now ->> 'salary_min')::numeric, (c.now ->> 'salary_max')::numeric,
        c.now ->> 'salary_currency', c.now ->> 'salary_period')
      else string_agg(n.field || ': ' || coalesce(c.now ->> n.field, 'none'), '; ' order by n.field)
        filter (where n.field <> 'description')
    end,
    array_agg(n.field order by n.field)
  from named n
  cross join compared c
  group by n.kind, c.before, c.now
  order by array_position(array['retitled', 'moved', 'pay changed', 'changed'], n.kind)
$$;

comment on function scanner.told_changes is
  'What an event says that an advert changed: one row each for its title, its places, its pay and the rest, with old and new.';

revoke execute on function scanner.told_changes from public, anon;
grant execute on function scanner.told_changes to authenticated, service_role;
