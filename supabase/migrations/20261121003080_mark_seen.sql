-- mark_seen(): the reader has looked; what comes from now on is news.

create function public.mark_seen(until timestamptz default now())
  returns timestamptz
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_seen_at timestamptz;
begin
  insert into scanner.readers as r (reader, seen_at, seen)
  values (scanner.reader(), least(mark_seen.until, now()), pg_current_snapshot())
  -- Two windows of one reader may report in any order: a look is never taken back.
  on conflict (reader) do update
  set seen_at = greatest(r.seen_at, excluded.seen_at),
      seen = case when excluded.seen_at >= r.seen_at then excluded.seen else r.seen end
  returning r.seen_at into v_seen_at;
  return v_seen_at;
end;
$$;

comment on function public.mark_seen is
  'Notes that the caller has seen what came until now, or until the time that is given, such as the latest "at" on the screen. Answers until when all is seen.';

revoke execute on function public.mark_seen from public, anon;
grant execute on function public.mark_seen to authenticated, service_role;
