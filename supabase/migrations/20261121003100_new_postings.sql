-- new_postings: the roles that opened or came back since the reader last looked
-- (mark_seen()), and in any case in the last 24 hours. In no order: see open_postings.

create view public.new_postings with (security_invoker = true) as
select
  p.id,
  p.score,
  p.title,
  coalesce(p.company, s.company, s.board, s.host) as company,
  (
    select array_agg(distinct place) filter (where place is not null)
    from scanner.wanted_postings o
    cross join unnest(o.locations) place
    where o.role_key = p.role_key
  ) as places,
  p.workplace,
  scanner.pay_text(p.salary_min, p.salary_max, p.salary_currency, p.salary_period, p.salary_in_text) as pay,
  e.kind,
  e.at,
  u.unseen,
  date_trunc('minute', now() - coalesce(p.posted_at, p.first_seen_at)) as age,
  p.status,
  p.score_reasons as why,
  p.filters,
  p.url,
  coalesce(p.apply_url, p.url) as apply_url,
  p.role_seen_at,
  p.source_id
from scanner.posting_events e
join scanner.wanted_postings p on p.id = e.posting_id
left join public.job_sources s on s.id = p.source_id
cross join lateral (
  select coalesce(
    e.at > (select r.seen_at from scanner.readers r where r.reader = scanner.reader())
    -- Written before the reader looked, but not committed yet. No scan takes a minute to commit.
    or (
      e.at > (select r.seen_at - interval '1 minute' from scanner.readers r where r.reader = scanner.reader())
      and not pg_visible_in_snapshot(e.written_by, (select r.seen from scanner.readers r where r.reader = scanner.reader()))
    ), true) as unseen
) u
where e.at > (
    select least(min(r.seen_at) - interval '1 minute', now() - interval '24 hours')
    from scanner.readers r
    where r.reader = scanner.reader()
  )
  -- Says nothing new, but a range is thought to be narrow, and is then read by its index.
  and e.at <= now()
  and (u.unseen or e.at > now() - interval '24 hours')
  and e.kind in ('opened', 'reopened')
  -- A role stands here once, with what came last: its places are many adverts, and
  -- one advert may open and come back.
  and not exists (
    select
    from scanner.wanted_postings o
    join scanner.posting_events l on l.posting_id = o.id
    where o.role_key = p.role_key and l.kind in ('opened', 'reopened') and (l.at, l.id) > (e.at, e.id)
  );

comment on view public.new_postings is
  'Open roles that were first seen, or seen again, since you last called mark_seen(), and in any case in the last 24 hours. Order by at desc, score desc.';
comment on column public.new_postings.id is 'Of the advert that came last: set its status in job_postings.';
comment on column public.new_postings.score is '0 to 100, without regard to age.';
comment on column public.new_postings.title is 'As the board writes it.';
comment on column public.new_postings.company is 'As the advert names it, or else its board.';
comment on column public.new_postings.places is 'All places of the role.';
comment on column public.new_postings.workplace is 'remote, hybrid, onsite; null when the board does not say.';
comment on column public.new_postings.pay is 'Such as "EUR 70,000 - 90,000 per year"; null when none is named.';
comment on column public.new_postings.kind is 'opened; or reopened: it had closed before.';
comment on column public.new_postings.at is 'When.';
comment on column public.new_postings.unseen is 'True: it came after your last mark_seen(), or you have never called it.';
comment on column public.new_postings.age is 'Since it was posted, or else first seen.';
comment on column public.new_postings.status is 'new, saved, applied.';
comment on column public.new_postings.why is 'What made the score.';
comment on column public.new_postings.filters is 'Names of the filters that take it.';
comment on column public.new_postings.url is 'Where to read it.';
comment on column public.new_postings.apply_url is 'Where to apply.';
comment on column public.new_postings.role_seen_at is 'When the role was first seen under another id, at least a day before; null when it is here for the first time.';
comment on column public.new_postings.source_id is 'The board that lists it.';

revoke all on public.new_postings from public, anon, authenticated;
grant select on public.new_postings to authenticated, service_role;
