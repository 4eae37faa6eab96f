-- applied_watch: what a person saved or applied to that has closed, come back or
-- changed since. Whether it has stands in the posting itself; what it was, in its
-- events, which are kept for half a year. In no order: see open_postings.

create view public.applied_watch with (security_invoker = true) as
select
  k.id,
  k.title,
  k.company,
  k.status,
  k.status_at,
  case when k.closed_at is null then 'open' else 'closed' end as state,
  k.happened_at,
  -- Here and not within, so that it is made for the rows of a page alone.
  coalesce(
    (
      select array_agg(
        case when c.was is null and c."is" is null
          then concat_ws(': ', c.kind, array_to_string(c.fields, ', '))
          else format('%s: %s -> %s', c.kind, coalesce(c.was, 'none'), coalesce(c."is", 'none')) end
        order by c.id, c.kind)
      from public.posting_changes c
      where c.posting_id = k.id and c.at > k.status_at and c.kind <> 'opened'
    ),
    array_remove(array[
      case when k.changed_at > k.status_at then 'changed' end,
      case when k.closed_at > k.status_at then 'closed' end
    ], null)) as what,
  k.closed_at,
  k.url,
  k.source_id
from (
  select
    p.id,
    p.title,
    coalesce(p.company, s.company, s.board, s.host) as company,
    p.status,
    w.since as status_at,
    p.changed_at,
    p.closed_at,
    greatest(
      case when p.closed_at > w.since then p.closed_at end,
      case when p.changed_at > w.since then p.changed_at end,
      case when p.reopened > 0 then (
        select max(e.at) from scanner.posting_events e
        where e.posting_id = p.id and e.kind = 'reopened' and e.at > w.since
      ) end
    ) as happened_at,
    p.url,
    p.source_id
  from public.job_postings p
  left join public.job_sources s on s.id = p.source_id
  cross join lateral (select coalesce(p.status_at, p.first_seen_at) as since) w
  where p.status in ('saved', 'applied')
    and (p.closed_at > w.since or p.changed_at > w.since or p.reopened > 0)
) k
where k.happened_at is not null;

comment on view public.applied_watch is
  'What you saved or applied to that has closed, come back or changed since you set its status. Order by happened_at desc, id desc.';
comment on column public.applied_watch.id is 'Its id in job_postings.';
comment on column public.applied_watch.title is 'As it is now.';
comment on column public.applied_watch.company is 'As the advert names it, or else its board.';
comment on column public.applied_watch.status is 'saved or applied.';
comment on column public.applied_watch.status_at is 'When you set that.';
comment on column public.applied_watch.state is 'open; or closed: it has left the board.';
comment on column public.applied_watch.happened_at is 'When the latest of it happened.';
comment on column public.applied_watch.what is 'What happened, in order, such as "pay changed: EUR 50,000 per year -> EUR 60,000 per year", "closed"; after half a year without old and new.';
comment on column public.applied_watch.closed_at is 'When it left the board; null while it is listed.';
comment on column public.applied_watch.url is 'Where to read it.';
comment on column public.applied_watch.source_id is 'The board that lists it.';

revoke all on public.applied_watch from public, anon, authenticated;
grant select on public.applied_watch to authenticated, service_role;
