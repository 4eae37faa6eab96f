-- new_postings: what opened or came back in the last 24 hours.

create view public.new_postings with (security_invoker = true) as
select
  p.id,
  p.score,
  p.title,
  coalesce(p.company, s.company) as company,
  p.locations as places,
  p.workplace,
  scanner.pay_text(p.salary_min, p.salary_max, p.salary_currency, p.salary_period, p.salary_in_text) as pay,
  e.kind,
  e.at,
  p.status,
  p.url,
  p.source_id
from scanner.posting_events e
join scanner.wanted_postings p on p.id = e.posting_id
join public.job_sources s on s.id = p.source_id
where e.at > now() - interval '24 hours'
  and e.kind in ('opened', 'reopened')
  -- What opened and came back within the day, or was filtered out meanwhile, stands here once.
  and not exists (
    select
    from scanner.posting_events l
    where l.posting_id = e.posting_id and l.kind in ('opened', 'reopened') and l.id > e.id
  )
order by e.at desc, p.score desc;

comment on view public.new_postings is 'Open postings that were first seen, or seen again, in the last 24 hours.';
comment on column public.new_postings.kind is 'opened or reopened.';
comment on column public.new_postings.at is 'When.';

revoke all on public.new_postings from public, anon, authenticated;
grant select on public.new_postings to authenticated, service_role;
