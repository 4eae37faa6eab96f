-- is_fresh(): whether a posting is young enough for the filters that take it. A
-- score knows no clock, so age is applied where it is read.
-- Twin: wanted_postings, the same rule for all of them at once.

create function scanner.is_fresh(filters text[], posted_at timestamptz, first_seen_at timestamptz)
  returns boolean
  language sql
  stable
  security invoker
  set search_path = ''
as $$
  select coalesce((
    select bool_or(f.max_age_days is null
      or coalesce(is_fresh.posted_at, is_fresh.first_seen_at) > now() - make_interval(days => f.max_age_days))
    from public.search_filters f
    where f.name = any (is_fresh.filters)
  ), true)
$$;

comment on function scanner.is_fresh is 'Whether a filter that takes the posting allows its age.';

revoke execute on function scanner.is_fresh from public, anon, authenticated;
grant execute on function scanner.is_fresh to service_role;
