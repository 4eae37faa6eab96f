-- open_postings: what is open now and still wanted, one row for each role.
--
-- The reader says in which order, best "order by score desc, id desc", which an
-- index keeps: the first page then costs the same whether a hundred postings are
-- open or 300,000. An order of the view's own would be planned for all rows: any
-- other order then cost 8 s at 300,000, where it costs one without.
--
-- rank is the score with freshness in it; it moves with the clock, so no index can
-- keep it.

create view public.open_postings with (security_invoker = true) as
select
  p.id,
  p.score,
  greatest(p.score - least(greatest(extract(day from now() - coalesce(p.posted_at, p.first_seen_at)), 0), 30), 0)::int as rank,
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
  date_trunc('minute', now() - coalesce(p.posted_at, p.first_seen_at)) as age,
  p.status,
  p.verdict,
  p.score_reasons as why,
  p.filters,
  p.url,
  coalesce(p.apply_url, p.url) as apply_url,
  p.department,
  p.employment_type,
  p.posted_at,
  p.first_seen_at,
  p.role_seen_at,
  (select count(*) from scanner.wanted_postings o where o.role_key = p.role_key) as postings,
  p.source_id
from scanner.wanted_postings p
-- Every posting has its source. A join that could leave rows out would be planned
-- from the sources, and a page in an order of the caller's would need all rows.
left join public.job_sources s on s.id = p.source_id
-- One row speaks for its role: no aggregate over all postings before a limit.
-- An advert that a person keeps speaks before those that nobody has looked at.
where not exists (
  select from scanner.wanted_postings o
  where o.role_key = p.role_key and (o.status = 'new', o.id) < (p.status = 'new', p.id)
);

comment on view public.open_postings is 'Open postings that a filter takes, one row for each role. Order by score desc, id desc for the best first.';
comment on column public.open_postings.id is 'Of the advert that speaks for the role: set its status in job_postings.';
comment on column public.open_postings.score is '0 to 100, without regard to age.';
comment on column public.open_postings.rank is 'The score less one point for each day of age, at most 30: what to order by when fresh ones shall go first.';
comment on column public.open_postings.title is 'As the board writes it.';
comment on column public.open_postings.company is 'As the advert names it, or else its board.';
comment on column public.open_postings.places is 'All places of the role.';
comment on column public.open_postings.workplace is 'remote, hybrid, onsite; null when the board does not say.';
comment on column public.open_postings.pay is 'Such as "EUR 70,000 - 90,000 per year"; null when none is named.';
comment on column public.open_postings.age is 'Since it was posted, or else first seen.';
comment on column public.open_postings.status is 'new, saved, applied. Dismiss one advert and its role is gone from here.';
comment on column public.open_postings.verdict is 'match; or provisional: a filter asks for something that only the details will tell.';
comment on column public.open_postings.why is 'What made the score.';
comment on column public.open_postings.filters is 'Names of the filters that take it.';
comment on column public.open_postings.url is 'Where to read it.';
comment on column public.open_postings.apply_url is 'Where to apply.';
comment on column public.open_postings.department is 'As the board writes it.';
comment on column public.open_postings.employment_type is 'full_time, part_time, contract, temporary, internship, volunteer, other; null when the board does not say.';
comment on column public.open_postings.posted_at is 'As the board says; null when it does not.';
comment on column public.open_postings.first_seen_at is 'When a scan first saw this advert.';
comment on column public.open_postings.role_seen_at is 'When the role was first seen under another id, at least a day before; null when it is here for the first time.';
comment on column public.open_postings.postings is 'How many adverts the role has.';
comment on column public.open_postings.source_id is 'The board that lists it.';

revoke all on public.open_postings from public, anon, authenticated;
grant select on public.open_postings to authenticated, service_role;
