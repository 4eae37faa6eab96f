-- backoff(): how long a source that failed is left alone.

create function scanner.backoff(failures int)
  returns interval
  language sql
  volatile
  strict
  security invoker
  set search_path = ''
as $$
  -- Full jitter: boards that failed together do not come back together.
  select greatest(
    interval '10 seconds',
    random() * least(interval '6 hours', interval '1 minute' * 2 ^ (least(greatest(failures, 1), 12) - 1))
  )
$$;

comment on function scanner.backoff is 'A random time up to one minute, doubling with each failure in a row up to six hours.';

revoke execute on function scanner.backoff from public, anon, authenticated;
grant execute on function scanner.backoff to service_role;
