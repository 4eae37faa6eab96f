-- follow_cycle(): what a scan's listing amounts to, together with the scans
-- before it whose cursor it followed.

create function scanner.follow_cycle(
  scan scanner.scans,
  cursor jsonb,
  complete boolean,
  advertised_total int,
  inout outcome text,
  inout reason text,
  inout seen_ids text[]
)
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_cycle scanner.cycles;
begin
  if follow_cycle.outcome = 'unchanged' then
    return;
  end if;

  if (follow_cycle.scan).resumed then
    select * into v_cycle from scanner.cycles c where c.source_id = (follow_cycle.scan).source_id;
    follow_cycle.seen_ids := array(
      select unnest(follow_cycle.seen_ids) union select unnest(v_cycle.seen_ids));
  end if;

  if follow_cycle.cursor is not null then
    insert into scanner.cycles as c (source_id, url, cursor, seen_ids, doubt)
    values (
      (follow_cycle.scan).source_id, (follow_cycle.scan).url, follow_cycle.cursor, follow_cycle.seen_ids,
      coalesce(v_cycle.doubt, case when not follow_cycle.complete then follow_cycle.reason end))
    on conflict on constraint cycles_pkey do update set
      url = excluded.url,
      cursor = excluded.cursor,
      started_at = coalesce(v_cycle.started_at, excluded.started_at),
      seen_ids = excluded.seen_ids,
      doubt = excluded.doubt;
    return;
  end if;

  delete from scanner.cycles c where c.source_id = (follow_cycle.scan).source_id;
  if (follow_cycle.scan).resumed and follow_cycle.outcome = 'succeeded' then
    -- A scan that follows a cursor knows only the last part; the board's own
    -- count is for all of them.
    follow_cycle.reason := case
      when v_cycle.source_id is null then 'What the scans before this one read is no longer known'
      when v_cycle.doubt is not null then format('An earlier part was not complete: %s', v_cycle.doubt)
      when cardinality(follow_cycle.seen_ids) < follow_cycle.advertised_total
        then format('The board listed %s of %s postings, read in several scans',
          cardinality(follow_cycle.seen_ids), follow_cycle.advertised_total) end;
    if follow_cycle.reason is not null then
      follow_cycle.outcome := 'partial';
    end if;
  end if;
end;
$$;

comment on function scanner.follow_cycle is
  'Joins a listing with the parts read by the scans before; it is complete when all of them were and it came to the end.';

revoke execute on function scanner.follow_cycle from public, anon, authenticated;
grant execute on function scanner.follow_cycle to service_role;
