-- close_absent(): what a complete listing lacks is gone, unless the count looks
-- wrong. Closing live postings is the worst that a scanner can do, so a board
-- that suddenly lists far fewer must say so three times.

create function scanner.close_absent(
  source public.job_sources,
  scan_id uuid,
  seen_ids text[],
  fetched int,
  misses_until_closed int,
  empty_proves_nothing boolean,
  out archived int,
  out held_back int
)
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  -- seen_ids is null for an unchanged board: its list is the one of last time.
  v_unchanged constant boolean := close_absent.seen_ids is null;
  v_counts int[] := (close_absent.source).recent_counts;
  v_fetched int := case when v_unchanged
    then coalesce((close_absent.source).held_count, v_counts[cardinality(v_counts)], 0)
    else close_absent.fetched end;
  v_median numeric;
  v_suspicious boolean;
  v_held_count int := (close_absent.source).held_count;
  v_held_times int := (close_absent.source).held_times;
  v_close boolean;
begin
  select percentile_cont(0.5) within group (order by c) into v_median from unnest(v_counts) c;

  v_suspicious := (
      cardinality(v_counts) >= 3
      and v_median - v_fetched >= 5
      and v_fetched < 0.7 * v_median
    ) or (
      v_fetched = 0
      and (coalesce(v_counts[cardinality(v_counts)], 0) > 0
        or exists (select from public.job_postings p
          where p.source_id = (close_absent.source).id and p.closed_at is null))
    );

  if v_suspicious then
    if v_held_count is not null and abs(v_fetched - v_held_count) <= 0.1 * v_held_count then
      v_held_times := v_held_times + 1;
    else
      v_held_count := v_fetched;
      v_held_times := 1;
    end if;
    v_close := v_held_times >= 3 and not (v_fetched = 0 and close_absent.empty_proves_nothing);
  else
    v_close := true;
  end if;

  if v_close then
    v_counts := case
      when v_unchanged and not v_suspicious then v_counts
      when v_suspicious then array[v_fetched]
      else (v_counts || v_fetched)[greatest(cardinality(v_counts) - 3, 1):] end;
    v_held_count := null;
    v_held_times := 0;
  end if;

  update public.job_sources j
  set recent_counts = v_counts,
      held_count = v_held_count,
      held_times = v_held_times,
      held_since = case when v_held_count is null then null
        when v_held_times = 1 then now()
        else j.held_since end
  where j.id = (close_absent.source).id;

  with absent as (
    update public.job_postings p
    set missed = p.missed + 1,
        closed_at = case when v_close and p.missed + 1 >= close_absent.misses_until_closed then now() end,
        status = case
          when v_close and p.missed + 1 >= close_absent.misses_until_closed and p.status = 'new' then 'archived'
          else p.status end,
        archived_reason = case
          when v_close and p.missed + 1 >= close_absent.misses_until_closed and p.status = 'new' then 'closed'
          else p.archived_reason end
    where p.source_id = (close_absent.source).id
      and p.closed_at is null
      -- "<> all" and not an anti-join over JSON: that turns quadratic with stale statistics.
      and case when v_unchanged then p.missed > 0 else p.external_id <> all (close_absent.seen_ids) end
    returning p.id, p.closed_at is not null as closed, p.archived_reason
  ),
  events as (
    insert into scanner.posting_events (posting_id, scan_id, kind)
    select a.id, close_absent.scan_id, 'closed'
    from absent a
    where a.closed and a.archived_reason is distinct from 'filtered'
  )
  select
    count(*) filter (where a.closed and a.archived_reason is distinct from 'filtered'),
    count(*) filter (where not a.closed)
  into archived, held_back
  from absent a;
end;
$$;

comment on function scanner.close_absent is
  'Closes what a complete listing lacks, or holds it back; counts of both. seen_ids null: the list did not change.';

revoke execute on function scanner.close_absent from public, anon, authenticated;
grant execute on function scanner.close_absent to service_role;
