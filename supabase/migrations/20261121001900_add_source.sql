-- add_source(): watches a careers page. Which provider reads it is found by its
-- first scan, for the forms of addresses are known in one place only, the
-- providers' match(); or the caller has looked already and says what it found.

create function public.add_source(url text, company text default null, resolved jsonb default null)
  returns jsonb
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_url text := regexp_replace(regexp_replace(btrim(add_source.url), '#.*$', ''), '/+$', '');
  v_source public.job_sources;
  v_added boolean;
begin
  insert into public.job_sources as j (url, company, provider, board, host)
  values (
    v_url, nullif(btrim(add_source.company), ''),
    add_source.resolved ->> 'provider', add_source.resolved ->> 'board', add_source.resolved ->> 'host')
  -- The address is known, or the board behind it is.
  on conflict do nothing
  returning * into v_source;
  v_added := found;

  if v_added then
    perform scanner.dispatch(wait := true);
  else
    select * into strict v_source
    from public.job_sources j
    where j.url = v_url
      or (j.provider = add_source.resolved ->> 'provider' and j.board = add_source.resolved ->> 'board')
    order by j.url = v_url desc
    limit 1;
  end if;

  return jsonb_build_object(
    'id', v_source.id, 'url', v_source.url, 'company', v_source.company,
    'provider', v_source.provider, 'board', v_source.board, 'enabled', v_source.enabled, 'added', v_added
  );
end;
$$;

comment on function public.add_source is
  'Watches a careers page and scans it at once; the same address or board answers the source that is there.';

revoke execute on function public.add_source from public, anon, authenticated;
grant execute on function public.add_source to service_role;
