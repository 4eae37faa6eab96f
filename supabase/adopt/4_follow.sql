-- What scans do with postings that were taken over, and the function that takes
-- them over. See 1_set_aside.sql. The triggers go when the schema "predecessor"
-- is dropped, and with boardscan.

-- The rule for what the predecessor had archived: gone, if the first complete
-- listing lacks it; else a person had put it away, and it stays so.
create or replace function predecessor.settle_archived()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  if new.closed_at is null and new.missed > 0 then
    return new;
  end if;
  update predecessor.adopted_postings a
  set was_archived = false
  where a.posting_id = old.id and a.was_archived;
  if found and new.closed_at is not null then
    new.status := 'archived';
    new.archived_reason := 'closed';
  end if;
  return new;
end;
$$;

create or replace trigger adopted_settle_archived
  before update of missed, closed_at on public.job_postings
  for each row
  when (old.status = 'dismissed' and old.closed_at is null and old.missed > 0)
  execute function predecessor.settle_archived();

-- The predecessor kept no id of the board, or another one: a page that is listed
-- under a new id is the posting of that page, and keeps what a person said of it.
create or replace function predecessor.keep_by_address()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
declare
  v_ids bigint[];
  v_old public.job_postings;
begin
  select array_agg(p.id) into v_ids
  from predecessor.adopted_postings a
  join public.job_postings p on p.id = a.posting_id
  where a.source_id = new.source_id
    and a.address = predecessor.address_of(new.url)
    -- As it was put in: no scan has listed it under its own id.
    and p.score_reasons = '{taken over from the predecessor}';
  if cardinality(v_ids) = 1 then
    delete from public.job_postings p where p.id = v_ids[1] returning * into v_old;
    new.first_seen_at := least(new.first_seen_at, v_old.first_seen_at);
    if v_old.status in ('saved', 'applied', 'dismissed') then
      new.status := v_old.status;
      new.status_at := v_old.status_at;
    end if;
    update predecessor.adopted_postings a
    set posting_id = new.id, address = null, was_archived = false
    where a.posting_id = v_old.id;
  end if;
  return new;
end;
$$;

create or replace trigger adopted_keep_by_address
  before insert on public.job_postings
  for each row
  when (new.score_reasons <> '{taken over from the predecessor}')
  execute function predecessor.keep_by_address();

comment on function predecessor.settle_archived is 'Says of an archived posting that was taken over whether it is gone or dismissed.';
comment on function predecessor.keep_by_address is 'Gives a posting that a scan finds the status of the one that was taken over with its page.';

-- Scans run as service_role.
grant select, update on predecessor.adopted_postings to service_role;
revoke execute on function predecessor.settle_archived, predecessor.keep_by_address
  from public, anon, authenticated;
grant execute on function predecessor.address_of to service_role;

-- boards: what the addresses of sources and postings were found to be, by their
-- keys ({"sources": {"1": {"provider", "board", "host"}}, "postings": {…, "url"}});
-- without it the first scan finds out. statuses: words of the predecessor that
-- are not known, such as {"phone call": "applied"}.
create or replace function predecessor.take_over(boards jsonb default '{}', statuses jsonb default '{}')
  returns table (subject text, what text)
  language plpgsql
  set search_path = ''
as $$
declare
  c_order constant text[] := array['applied', 'saved', 'dismissed', 'archived', 'new'];
  v_source record;
  v_board jsonb;
  v_posting record;
  v_id bigint;
  v_done text;
  v_before bigint := (select count(*) from public.job_sources);
  v_found int := 0;
  v_counts jsonb := '{}';
  v_unknown jsonb := '{}';
  v_lost int := 0;
begin
  return query
    select 'columns of ' || c.table_name, string_agg(format('%s: %s', c.meaning, c.column_name), ', ' order by c.meaning)
    from predecessor.columns() c
    group by c.table_name order by 1 desc;
  return query
    select 'not read of ' || r.relname, string_agg(a.attname, ', ' order by a.attnum)
    from pg_catalog.pg_class r
    join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    where r.oid in (to_regclass('predecessor.job_sources'), to_regclass('predecessor.job_postings'))
      and not exists (
        select from predecessor.columns() c where c.table_name = r.relname and c.column_name = a.attname)
    group by r.relname order by 1 desc;

  for v_source in select * from predecessor.sources() loop
    v_board := take_over.boards #> array['sources', v_source.key];
    v_id := predecessor.adopt_source(
      v_source.key, v_source.url, v_source.company,
      v_board ->> 'provider', v_board ->> 'board', v_board ->> 'host', v_source.enabled);
    if v_id is null then
      return query select format('source %s (%s)', v_source.key, coalesce(v_source.company, '?')),
        case when exists (select from predecessor.adopted_sources a where a.key = v_source.key)
          then 'was removed since: it is not taken over again'
          else 'has no address that is a board''s: add it with add_source(url), then repeat this' end;
    else
      v_found := v_found + 1;
    end if;
  end loop;

  for v_posting in
    with known as materialized (
      select s.*, j.id as source_id
      from predecessor.sources() s
      join predecessor.adopted_sources a on a.key = s.key
      join public.job_sources j on j.id = a.source_id
    )
    select p.*, coalesce(
      (select k.source_id from known k where k.key = p.source),
      (select min(k.source_id) from known k
        where lower(p.source) in (lower(k.board), lower(k.company), lower(k.url)) having count(distinct k.source_id) = 1),
      (select min(k.source_id) from known k
        where lower(p.company) = lower(k.company) having count(distinct k.source_id) = 1)) as source_id
    from predecessor.postings(take_over.statuses) p
    where not exists (select from predecessor.adopted_postings a where a.key = p.key)
    order by array_position(c_order, p.status)
  loop
    if v_posting.status is null then
      v_unknown := jsonb_set(
        v_unknown, array[v_posting.word], to_jsonb(coalesce((v_unknown ->> v_posting.word)::int, 0) + 1));
      continue;
    end if;
    v_board := coalesce(take_over.boards #> array['postings', v_posting.key], jsonb_build_object(
      'url', predecessor.board_url(v_posting.provider, v_posting.board)));
    v_id := coalesce(v_posting.source_id, predecessor.adopt_source(
      'address ' || coalesce((v_board ->> 'provider') || '/' || (v_board ->> 'board'), v_board ->> 'url'), v_board ->> 'url', v_posting.company,
      v_board ->> 'provider', v_board ->> 'board', v_board ->> 'host', true));
    if v_id is null then
      v_lost := v_lost + 1;
      -- Of those that nobody said anything about the number is enough.
      if v_posting.status in ('applied', 'saved') then
        return query select format('posting %s (%s)', v_posting.key, coalesce(v_posting.title, '?')), format(
          'is %s, and no source is known that it is of: %s', v_posting.status, coalesce(v_posting.url, 'no address'));
      end if;
      continue;
    end if;
    v_done := predecessor.adopt_posting(to_jsonb(v_posting), v_id);
    v_counts := jsonb_set(v_counts, array[v_posting.status || ' ' || v_done],
      to_jsonb(coalesce((v_counts ->> (v_posting.status || ' ' || v_done))::int, 0) + 1));
    -- The next scan has to look at the whole board, whatever it found before.
    update public.job_sources j set fingerprint = null where j.id = v_id and j.fingerprint is not null;
  end loop;

  return query select 'sources', format('%s of %s are watched, %s of them new to boardscan',
    v_found, (select count(*) from predecessor.sources()), (select count(*) from public.job_sources) - v_before);
  return query
    select 'postings ' || split_part(c.key, ' ', 1), string_agg(format('%s %s', c.value, case split_part(c.key, ' ', 2)
      when 'matched' then 'found among those that are there' else 'put in' end), ', ' order by c.key)
    from jsonb_each_text(v_counts) c
    group by 1 order by 1;
  return query
    select format('status "%s"', u.key), format(
      'is not known: its %s postings wait; deno task adopt --status "%s=applied" would say what it means', u.value, u.key)
    from jsonb_each_text(v_unknown) u order by 1;
  if v_lost > 0 then
    return query select 'postings left', format('%s are of no source that is known', v_lost);
  end if;
  return query select 'all in all', format('%s of %s postings are taken over',
    (select count(*) from predecessor.adopted_postings), (select count(*) from predecessor.postings()));
end;
$$;

comment on function predecessor.take_over is 'Takes over sources, postings and what a person said of them; says what it could not. Safe to repeat.';

revoke execute on function predecessor.take_over from public, anon, authenticated;
