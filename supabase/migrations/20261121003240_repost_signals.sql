-- repost_signals: roles that keep coming back. One that is advertised again and
-- again may be hard to fill, or not meant to be. In no order: see open_postings.

create view public.repost_signals with (security_invoker = true) as
select
  r.role_key,
  p.title,
  coalesce(p.company, s.company, s.board, s.host) as company,
  r.how,
  cardinality(r.dates) + 1 as sightings,
  (
    select (min(o.first_seen_at) at time zone 'UTC')::date from public.job_postings o where o.role_key = r.role_key
  ) || r.dates as dates,
  r.at as last_at,
  p.closed_at is null as open_now,
  (select count(*) from public.job_postings o where o.role_key = r.role_key) as adverts,
  p.status,
  p.url,
  r.posting_id,
  p.source_id
from (
  select
    n.role_key,
    max(n.at) as at,
    (array_agg(n.posting_id order by n.at desc, n.posting_id desc))[1] as posting_id,
    (array_agg(n.how order by n.at desc, n.posting_id desc))[1] as how,
    -- Adverts of one day are the places of one job: they count once.
    array_agg(distinct (n.at at time zone 'UTC')::date) as dates
  from scanner.role_returns n
  group by n.role_key
) r
left join public.job_postings p on p.id = r.posting_id
left join public.job_sources s on s.id = p.source_id;

comment on view public.repost_signals is
  'Roles that closed and came back in the last 90 days, as the same advert or under a new id: two sightings at least, a day apart at least. Order by last_at desc.';
comment on column public.repost_signals.role_key is 'Equal for the adverts of one job: the board''s own id of it where it tells one.';
comment on column public.repost_signals.title is 'Of the advert that came last.';
comment on column public.repost_signals.company is 'As the advert names it, or else its board.';
comment on column public.repost_signals.how is 'reopened: the same advert; re-listed: another one of the same job.';
comment on column public.repost_signals.sightings is 'How often the role has appeared: its first day and each day of the last 90 on which it came back.';
comment on column public.repost_signals.dates is 'Those days, in UTC.';
comment on column public.repost_signals.last_at is 'When it last came back.';
comment on column public.repost_signals.open_now is 'Whether the advert that came last is on the board now.';
comment on column public.repost_signals.adverts is 'How many ids the role has had.';
comment on column public.repost_signals.status is 'Of the advert that came last.';
comment on column public.repost_signals.url is 'Where to read it.';
comment on column public.repost_signals.posting_id is 'Its id in job_postings.';
comment on column public.repost_signals.source_id is 'The board that lists it.';

revoke all on public.repost_signals from public, anon, authenticated;
grant select on public.repost_signals to authenticated, service_role;
