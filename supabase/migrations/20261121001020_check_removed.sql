-- check_removed(): a source that goes takes its postings with it, and what a
-- person keeps must not go by the way.

create function scanner.check_removed()
  returns trigger
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_kept bigint;
begin
  select count(*) into v_kept
  from public.job_postings p
  where p.source_id = old.id and p.status in ('saved', 'applied');
  if v_kept > 0 then
    raise exception 'Cannot remove "%": % of its postings are saved or applied', coalesce(old.company, old.url), v_kept
      using errcode = '23001',
        hint = 'Switch it off instead (enabled = false), or dismiss those postings first.';
  end if;
  return old;
end;
$$;

comment on function scanner.check_removed is 'A source that goes takes its postings with it, but never those that a person keeps.';

revoke execute on function scanner.check_removed from public, anon, authenticated;

create trigger check_removed
  before delete on public.job_sources
  for each row execute function scanner.check_removed();
