-- posting_changes: what happened to each posting, the newest first. What an advert
-- changed stands as told_changes() tells it.

create view public.posting_changes with (security_invoker = true) as
select
  e.id,
  e.at,
  c.kind,
  p.title,
  coalesce(p.company, s.company, s.board, s.host) as company,
  c.was,
  c."is",
  c.fields,
  p.status,
  p.url,
  e.posting_id,
  p.source_id
from scanner.posting_events e
cross join lateral (
  select e.kind, null as was, null as "is", null::text[] as fields
  where e.kind <> 'changed'
  union all
  select t.kind, t.was, t."is", t.fields
  from scanner.told_changes(e.id, e.posting_id, e.changes) t
  where e.kind = 'changed'
) c
-- Every event has its posting and that its source; joined like this they are read
-- for the rows of a page alone.
left join public.job_postings p on p.id = e.posting_id
left join public.job_sources s on s.id = p.source_id
order by e.at desc, e.id desc;

comment on view public.posting_changes is
  'Postings that opened, closed, came back or changed, the newest first; what an advert changed in two ways at once stands in two rows.';
comment on column public.posting_changes.id is 'Of the event: of one posting they count up in the order in which they happened.';
comment on column public.posting_changes.at is 'When a scan saw it.';
comment on column public.posting_changes.kind is 'opened, closed, reopened, retitled, moved (places or workplace), pay changed, changed (anything else).';
comment on column public.posting_changes.title is 'As it is now.';
comment on column public.posting_changes.company is 'As the advert names it, or else its board.';
comment on column public.posting_changes.was is 'What it said before; null for what opened, closed or came back, and for a text that changed.';
comment on column public.posting_changes."is" is 'What it says since. In SQL the name wants quotes: select was, "is".';
comment on column public.posting_changes.fields is 'The columns of job_postings that changed, such as {description}.';
comment on column public.posting_changes.status is 'new, saved, applied, dismissed, archived: as it is now.';
comment on column public.posting_changes.url is 'Where to read it.';
comment on column public.posting_changes.posting_id is 'Its id in job_postings.';
comment on column public.posting_changes.source_id is 'The board that lists it.';

revoke all on public.posting_changes from public, anon, authenticated;
grant select on public.posting_changes to authenticated, service_role;
