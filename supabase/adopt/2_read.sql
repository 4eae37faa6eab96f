-- The predecessor's tables, read by what their columns are called: no two of them
-- were made alike. See 1_set_aside.sql.

create or replace function predecessor.columns()
  returns table (table_name text, meaning text, column_name text)
  language sql
  stable
  set search_path = ''
as $$
  with candidates (table_name, meaning, names) as (values
    ('job_sources', 'url', '{url,board_url,careers_url,career_url,careers_page,career_page,jobs_url,source_url,page_url,feed_url,api_url,base_url,endpoint,link}'::text[]),
    ('job_sources', 'company', '{company,company_name,organization,organisation,employer,name,label,title}'),
    ('job_sources', 'provider', '{provider,ats,ats_type,ats_provider,platform,source_type,adapter,kind,type}'),
    ('job_sources', 'board', '{board,board_token,board_slug,board_id,slug,token,handle,company_slug,ats_slug,identifier,external_id}'),
    ('job_sources', 'enabled', '{enabled,is_enabled,active,is_active}'),
    ('job_sources', 'disabled', '{disabled,is_disabled,paused,is_paused,archived,is_archived}'),
    ('job_postings', 'source', '{source_id,job_source_id,board_id,company_id,source,source_slug,source_name,company_slug}'),
    ('job_postings', 'provider', '{provider,ats,ats_type,ats_provider,platform,source_type}'),
    ('job_postings', 'board', '{board,board_token,board_slug,company_slug,slug}'),
    ('job_postings', 'external_id', '{external_id,external_job_id,ats_job_id,ats_id,source_job_id,provider_job_id,remote_id,posting_id,job_id,job_key,guid}'),
    ('job_postings', 'url', '{url,job_url,posting_url,absolute_url,hosted_url,source_url,link,href,apply_url,application_url}'),
    ('job_postings', 'title', '{title,job_title,name,position,role}'),
    ('job_postings', 'company', '{company,company_name,organization,organisation,employer}'),
    ('job_postings', 'location', '{location,locations,place,city,office}'),
    ('job_postings', 'description', '{description_text,description_plain,description,body,content,summary}'),
    ('job_postings', 'posted_at', '{posted_at,published_at,date_posted,posted_date,posted_on}'),
    ('job_postings', 'first_seen_at', '{first_seen_at,first_seen,discovered_at,found_at,scraped_at,created_at,inserted_at}'),
    ('job_postings', 'status', '{status,application_status,user_status,state,stage}'),
    ('job_postings', 'status_at', '{status_at,status_updated_at,status_changed_at,updated_at}'),
    ('job_postings', 'applied_at', '{applied_at,applied_on,date_applied,application_date}'),
    ('job_postings', 'applied', '{applied,is_applied,has_applied}'),
    ('job_postings', 'saved_at', '{saved_at,bookmarked_at,starred_at}'),
    ('job_postings', 'saved', '{saved,is_saved,bookmarked,is_bookmarked,starred,is_starred,favorite,is_favorite,favourite}'),
    ('job_postings', 'dismissed_at', '{dismissed_at,hidden_at,rejected_at}'),
    ('job_postings', 'dismissed', '{dismissed,is_dismissed,hidden,is_hidden,ignored,is_ignored}'),
    ('job_postings', 'archived_at', '{archived_at,closed_at,removed_at,expired_at}'),
    ('job_postings', 'archived', '{archived,is_archived,closed,is_closed,expired,is_expired}'),
    ('job_postings', 'open', '{is_active,active,is_open,open,is_live}')
  ),
  there as (
    select c.relname::text as table_name, a.attname::text as column_name, a.attnum, c.oid
    from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = to_regnamespace('predecessor') and c.relname in ('job_sources', 'job_postings')
  ),
  found as (
    -- A foreign key says it better than any name.
    select t.table_name, 'source' as meaning, t.column_name, 0 as rank
    from there t
    join pg_catalog.pg_constraint k
      on k.conrelid = t.oid and k.contype = 'f' and k.conkey = array[t.attnum]
      and k.confrelid = to_regclass('predecessor.job_sources')
    where t.table_name = 'job_postings'
    union all
    select t.table_name, 'key', t.column_name, 0
    from there t
    join pg_catalog.pg_constraint k on k.conrelid = t.oid and k.contype = 'p' and k.conkey = array[t.attnum]
    union all
    select t.table_name, 'key', t.column_name, 1 from there t where t.column_name = 'id'
    union all
    select t.table_name, c.meaning, t.column_name, array_position(c.names, t.column_name)
    from candidates c
    join there t on t.table_name = c.table_name and t.column_name = any (c.names)
  )
  select distinct on (f.table_name, f.meaning) f.table_name, f.meaning, f.column_name
  from found f
  order by f.table_name, f.meaning, f.rank
$$;

comment on function predecessor.columns is 'Which column of the tables set aside is taken for what.';

create or replace function predecessor.lines(table_name text)
  returns table (place text, line jsonb)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_columns jsonb;
begin
  if to_regclass(format('predecessor.%I', lines.table_name)) is null then
    return;
  end if;
  select jsonb_object_agg(c.meaning, c.column_name) into v_columns
  from predecessor.columns() c
  where c.table_name = lines.table_name;
  -- Each row with our names for its columns; without a key, its place is one.
  return query execute format($query$
    select coalesce(r.line ->> %2$L, r.place), (
      select coalesce(jsonb_object_agg(m.key, r.line -> m.value), '{}') from jsonb_each_text(%3$L::jsonb) m
    )
    from (select t.ctid::text as place, to_jsonb(t) as line from predecessor.%1$I t) r
  $query$, lines.table_name, coalesce(v_columns ->> 'key', ''), coalesce(v_columns, '{}'));
end;
$$;

comment on function predecessor.lines is 'The rows of a table set aside, with boardscan''s names for what they say.';

-- The other way round is known to the providers' match().
create or replace function predecessor.board_url(provider text, board text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    when w.name like 'greenhouse%' then 'https://boards.greenhouse.io/' || board_url.board
    when w.name like 'lever%' then 'https://jobs.lever.co/' || board_url.board
    when w.name like 'ashby%' then 'https://jobs.ashbyhq.com/' || board_url.board
    when w.name like 'smartrecruiters%' then 'https://jobs.smartrecruiters.com/' || board_url.board
    when w.name like 'workable%' then 'https://apply.workable.com/' || board_url.board
    when w.name like 'rippling%' then 'https://ats.rippling.com/' || board_url.board
    when w.name like 'recruitee%' then format('https://%s.recruitee.com', lower(board_url.board))
    when w.name like 'personio%' then format('https://%s.jobs.personio.de', lower(board_url.board))
    when w.name like 'breezy%' then format('https://%s.breezy.hr', lower(board_url.board))
    when w.name like 'bamboo%' then format('https://%s.bamboohr.com/careers', lower(board_url.board))
    when w.name like 'teamtailor%' then format('https://%s.teamtailor.com', lower(board_url.board))
    when w.name like 'pinpoint%' then format('https://%s.pinpointhq.com', lower(board_url.board))
  end
  from (select regexp_replace(lower(board_url.provider), '[^a-z]', '', 'g') as name) w
$$;

comment on function predecessor.board_url is 'The address of a board, by its name; null where the name is not enough.';

create or replace function predecessor.sources()
  returns table (key text, url text, company text, provider text, board text, enabled boolean)
  language sql
  stable
  set search_path = ''
as $$
  select
    l.place,
    case when w.url ~ '^https?://[^/:?#@[:space:]]+(?::[0-9]+)?(?:[/?#][^[:space:]]*)?$' then regexp_replace(w.url, '#.*$|/+$', '')
      else predecessor.board_url(w.provider, w.board) end,
    nullif(btrim(l.line ->> 'company'), ''),
    w.provider, w.board,
    coalesce((l.line ->> 'enabled') not in ('false', '0', 'no'), true)
      and coalesce((l.line ->> 'disabled') in ('false', '0', 'no'), true)
  from predecessor.lines('job_sources') l
  cross join lateral (select
    btrim(l.line ->> 'url') as url,
    nullif(btrim(l.line ->> 'provider'), '') as provider,
    case when l.line ->> 'board' ~ '^[A-Za-z0-9._-]+$' then l.line ->> 'board' end as board) w
$$;

-- One word of boardscan for each of the predecessor's; null: not known.
create or replace function predecessor.status_of(word text, statuses jsonb)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select coalesce(status_of.statuses ->> w.word, case
    when w.word = any ('{saved,save,bookmarked,bookmark,starred,favorite,favorited,favourite,interested,shortlisted,shortlist,to apply,wishlist,liked}') then 'saved'
    when w.word = any ('{applied,submitted,application sent,interview,interviewing,phone screen,screening,assessment,offer,offered,accepted,hired}') then 'applied'
    when w.word = any ('{dismissed,hidden,ignored,not interested,skipped,skip,discarded,rejected,declined,passed,disliked}') then 'dismissed'
    when w.word = any ('{archived,archive,closed,expired,removed,inactive,gone,filled,stale,delisted,deleted}') then 'archived'
    when w.word = any ('{new,open,active,unseen,seen,viewed,read,unread,listed,live,pending,found,discovered,scraped}') or w.word = '' then 'new'
  end)
  from (select translate(lower(btrim(coalesce(status_of.word, ''))), '_-', '  ') as word) w
$$;

comment on function predecessor.status_of is 'The status that a word of the predecessor means; statuses: words that it lacks.';

create or replace function predecessor.is_yes(word text)
  returns boolean
  language sql
  immutable
  set search_path = ''
as $$
  select coalesce(lower(btrim(is_yes.word)) in ('true', 't', 'yes', 'y', '1'), false)
$$;

comment on function predecessor.is_yes is 'Whether a text says yes.';

create or replace function predecessor.time_of(word text)
  returns timestamptz
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  return time_of.word::timestamptz;
exception when others then
  return null;
end;
$$;

comment on function predecessor.time_of is 'A time, or null where the text is none.';

comment on function predecessor.sources is 'The predecessor''s sources; url is null where no address of a board can be told.';

create or replace function predecessor.postings(statuses jsonb default '{}')
  returns table (
    key text, source text, provider text, board text, external_id text, url text, title text, company text,
    locations text[], description text, posted_at timestamptz, first_seen_at timestamptz,
    word text, status text, status_at timestamptz
  )
  language sql
  stable
  set search_path = ''
as $$
  select
    l.place,
    nullif(btrim(l.line ->> 'source'), ''),
    nullif(btrim(l.line ->> 'provider'), ''),
    case when l.line ->> 'board' ~ '^[A-Za-z0-9._-]+$' then l.line ->> 'board' end,
    nullif(btrim(l.line ->> 'external_id'), ''),
    case when l.line ->> 'url' ~* '^https?://[^[:space:]]+$' then l.line ->> 'url' end,
    nullif(btrim(l.line ->> 'title'), ''),
    nullif(btrim(l.line ->> 'company'), ''),
    case jsonb_typeof(l.line -> 'location')
      when 'array' then array(select jsonb_array_elements_text(l.line -> 'location'))
      when 'string' then array_remove(array[btrim(l.line ->> 'location')], '')
      else '{}' end,
    nullif(btrim(regexp_replace(l.line ->> 'description', '<[^>]*>', ' ', 'g')), ''),
    predecessor.time_of(l.line ->> 'posted_at'),
    predecessor.time_of(l.line ->> 'first_seen_at'),
    l.line ->> 'status',
    -- What a person did says more than what became of the posting.
    case
      when w.applied then 'applied'
      when w.word in ('applied', 'saved', 'dismissed') then w.word
      when w.saved then 'saved'
      when w.dismissed then 'dismissed'
      when w.word is null then null
      when w.archived then 'archived'
      else w.word
    end,
    coalesce(
      predecessor.time_of(l.line ->> 'applied_at'), predecessor.time_of(l.line ->> 'saved_at'),
      predecessor.time_of(l.line ->> 'dismissed_at'), predecessor.time_of(l.line ->> 'archived_at'),
      predecessor.time_of(l.line ->> 'status_at'))
  from predecessor.lines('job_postings') l
  cross join lateral (select
    predecessor.status_of(l.line ->> 'status', postings.statuses) as word,
    predecessor.is_yes(l.line ->> 'applied') or l.line ->> 'applied_at' is not null as applied,
    predecessor.is_yes(l.line ->> 'saved') or l.line ->> 'saved_at' is not null as saved,
    predecessor.is_yes(l.line ->> 'dismissed') or l.line ->> 'dismissed_at' is not null as dismissed,
    predecessor.is_yes(l.line ->> 'archived') or l.line ->> 'archived_at' is not null
      or (l.line ->> 'open' is not null and not predecessor.is_yes(l.line ->> 'open')) as archived
  ) w
$$;

comment on function predecessor.postings is 'The predecessor''s postings; status is null where its word is not known. statuses: what such words mean.';

revoke execute on function
  predecessor.columns, predecessor.lines, predecessor.board_url, predecessor.sources, predecessor.status_of,
  predecessor.is_yes, predecessor.time_of, predecessor.postings
  from public, anon, authenticated;
