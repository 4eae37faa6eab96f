-- settle_source(): writes down what the first scan found behind a source's
-- address. Two addresses of one board are one source: the later one is
-- switched off and says which one it repeats.

create function scanner.settle_source(source_id bigint, resolved jsonb)
  returns bigint
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_twin bigint;
begin
  if settle_source.resolved is null or settle_source.resolved = 'null'::jsonb then
    return null;
  end if;

  update public.job_sources j
  set provider = settle_source.resolved ->> 'provider',
      board = settle_source.resolved ->> 'board',
      host = settle_source.resolved ->> 'host'
  where j.id = settle_source.source_id
    and not exists (
      select from public.job_sources o
      where o.provider = settle_source.resolved ->> 'provider'
        and o.board = settle_source.resolved ->> 'board'
        and o.id <> j.id
    );
  if found then
    return null;
  end if;

  select o.id into v_twin
  from public.job_sources o
  where o.provider = settle_source.resolved ->> 'provider'
    and o.board = settle_source.resolved ->> 'board';
  update public.job_sources j set enabled = false where j.id = settle_source.source_id;
  -- What its scan has written so far stands under the other source already.
  delete from public.job_postings p
  using public.job_sources j
  join scanner.posting_events e on e.scan_id = j.scan_id and e.kind = 'opened'
  where j.id = settle_source.source_id and p.id = e.posting_id;
  return v_twin;
end;
$$;

comment on function scanner.settle_source is
  'Stores the provider and board of a source; answers the source that has them already, if one has.';

revoke execute on function scanner.settle_source from public, anon, authenticated;
grant execute on function scanner.settle_source to service_role;
