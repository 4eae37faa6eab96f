-- posting_changes: what happened, the newest first.

create view public.posting_changes with (security_invoker = true) as
select
  e.id,
  e.at,
  e.kind,
  p.title,
  coalesce(p.company, s.company) as company,
  e.changes as was,
  p.status,
  p.url,
  p.id as posting_id,
  p.source_id
from scanner.posting_events e
join public.job_postings p on p.id = e.posting_id
join public.job_sources s on s.id = p.source_id
order by e.at desc, e.id desc;

comment on view public.posting_changes is 'Postings that opened, changed, closed or came back, the newest first.';
comment on column public.posting_changes.was is 'For a change: each field that changed, with its old value.';

revoke all on public.posting_changes from public, anon, authenticated;
grant select on public.posting_changes to authenticated, service_role;
