-- claim_digest(): puts what is new for a notification into one digest. Called
-- inside the dispatch lock, by whoever holds the notification's row.

create function scanner.claim_digest(notification scanner.notifications)
  returns uuid
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_filter constant text := (claim_digest.notification).filter;
  v_taken bigint[];
  v_dropped bigint[];
  v_id uuid;
begin
  with waiting as materialized (
    select d.posting_id
    from scanner.digest_postings d
    where d.notification_id = (claim_digest.notification).id and d.digest_id is null
    for update skip locked
  ),
  judged as materialized (
    select p.id,
      p.verdict = 'match'
        and (v_filter is null or (
          v_filter = any (p.filters)
          and scanner.is_fresh(array[v_filter], p.posted_at, p.first_seen_at)
        ))
        and exists (select from scanner.wanted_postings w where w.id = p.id) as taken,
      -- Its details will say whether it is one.
      p.verdict = 'provisional' and p.closed_at is null and p.status <> 'archived' as waits
    from waiting
    join public.job_postings p on p.id = waiting.posting_id
  )
  select
    array_agg(j.id) filter (where j.taken),
    array_agg(j.id) filter (where not j.taken and not j.waits)
  into v_taken, v_dropped
  from judged j;

  -- Gone, put away, or of other filters: should it come back, it is new again.
  -- By an array and not by a join, which with stale statistics turns quadratic
  -- (7 s for 10,000).
  delete from scanner.digest_postings d
  where d.notification_id = (claim_digest.notification).id
    and d.posting_id = any (v_dropped);

  if v_taken is null then
    return null;
  end if;

  insert into scanner.digests (notification_id, postings, content)
  values (
    (claim_digest.notification).id,
    cardinality(v_taken),
    scanner.digest_content(v_taken) || jsonb_build_object(
      'notification', (claim_digest.notification).name, 'filter', v_filter)
  )
  returning id into v_id;

  update scanner.digest_postings d
  set digest_id = v_id
  where d.notification_id = (claim_digest.notification).id
    and d.posting_id = any (v_taken);
  return v_id;
end;
$$;

comment on function scanner.claim_digest is 'Makes a digest of the new matches of a notification; null: there are none.';

revoke execute on function scanner.claim_digest from public, anon, authenticated;
grant execute on function scanner.claim_digest to service_role;
