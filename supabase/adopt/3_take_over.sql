-- What the predecessor knew becomes boardscan's: sources, postings, and above all
-- what a person said of them. To be run when boardscan is installed; see
-- 1_set_aside.sql. Safe to repeat: what was taken over once is not taken again.

create table if not exists predecessor.adopted_sources (
  key text primary key,
  source_id bigint not null
);

create table if not exists predecessor.adopted_postings (
  key text primary key,
  source_id bigint not null,
  posting_id bigint not null,
  address text,
  was_archived boolean not null default false
);
create index if not exists adopted_postings_by_address on predecessor.adopted_postings (source_id, address);
create index if not exists adopted_postings_by_posting on predecessor.adopted_postings (posting_id);

comment on table predecessor.adopted_sources is 'Which source of boardscan a source of the predecessor became.';
comment on table predecessor.adopted_postings is 'Which posting of boardscan a posting of the predecessor became.';
comment on column predecessor.adopted_postings.address is 'Its page: a scan that lists the same page under another id means this posting.';
comment on column predecessor.adopted_postings.was_archived is 'Waits for a complete scan to say whether it is gone, or was put away by a person.';

create or replace function predecessor.address_of(url text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- Without what only says where a reader came from.
  select nullif(regexp_replace(regexp_replace(regexp_replace(
    lower(substring(address_of.url from '^https?://([^#]+)')),
    '([?&])(?:utm_[^=&]*|gh_src|lever-source|src|ref|source)=[^&]*', '\1', 'g'),
    '[?&]+$', ''), '/+$', ''), '')
$$;

comment on function predecessor.address_of is 'What two addresses of one page have in common.';

create or replace function predecessor.adopt_source(
  key text, url text, company text, provider text, board text, host text, enabled boolean
)
  returns bigint
  language plpgsql
  set search_path = ''
as $$
declare
  v_id bigint;
begin
  if exists (select from predecessor.adopted_sources a where a.key = adopt_source.key) then
    -- Null where a person has removed it since: it does not come back.
    return (
      select j.id from predecessor.adopted_sources a
      join public.job_sources j on j.id = a.source_id
      where a.key = adopt_source.key);
  end if;
  select j.id into v_id
  from public.job_sources j
  where (j.provider = adopt_source.provider and j.board = adopt_source.board)
    or predecessor.address_of(j.url) = predecessor.address_of(adopt_source.url)
  order by (j.provider = adopt_source.provider and j.board = adopt_source.board) desc nulls last
  limit 1;
  if v_id is null and adopt_source.url is not null then
    insert into public.job_sources as j (company, url, provider, board, host, enabled)
    values (
      adopt_source.company, adopt_source.url, adopt_source.provider, adopt_source.board,
      adopt_source.host, adopt_source.enabled)
    returning j.id into v_id;
  end if;
  if v_id is not null then
    insert into predecessor.adopted_sources (key, source_id) values (adopt_source.key, v_id);
  end if;
  return v_id;
end;
$$;

comment on function predecessor.adopt_source is 'The source of boardscan that watches a board, made where there is none; null without an address.';

create or replace function predecessor.adopt_posting(posting jsonb, source_id bigint)
  returns text
  language plpgsql
  set search_path = ''
as $$
declare
  v_old record;
  v_id bigint;
  v_address text;
  v_external_id text;
  v_status text;
begin
  select * into v_old from jsonb_to_record(adopt_posting.posting) as p (
    key text, external_id text, url text, title text, company text, locations text[], description text,
    posted_at timestamptz, first_seen_at timestamptz, status text, status_at timestamptz);
  v_address := predecessor.address_of(v_old.url);
  v_external_id := coalesce(v_old.external_id, 'predecessor:' || v_old.key);

  select p.id, p.status into v_id, v_status
  from public.job_postings p
  where p.source_id = adopt_posting.source_id and p.external_id = v_external_id;
  if not found and v_address is not null then
    -- Under another id, if exactly one has this page.
    select min(p.id), min(p.status) into v_id, v_status
    from public.job_postings p
    where p.source_id = adopt_posting.source_id and predecessor.address_of(p.url) = v_address
    having count(*) = 1;
  end if;

  if v_id is not null then
    update public.job_postings p
    set status = case v_old.status when 'archived' then 'dismissed' else v_old.status end
    where p.id = v_id
      -- Neither what a person has said since, nor what the scanner knows better.
      and p.status in ('new', 'archived') and v_old.status <> 'new'
      and (v_old.status <> 'archived' or p.closed_at is null);
    update public.job_postings p
    set first_seen_at = least(p.first_seen_at, v_old.first_seen_at),
        status_at = case when p.status = v_old.status then coalesce(v_old.status_at, p.status_at) else p.status_at end
    where p.id = v_id;
    insert into predecessor.adopted_postings (key, source_id, posting_id)
    values (v_old.key, adopt_posting.source_id, v_id);
    return 'matched';
  end if;

  insert into public.job_postings as p (
    source_id, external_id, title, company, url, locations, description, posted_at, first_seen_at, role_key,
    -- Archived may mean that it was gone, or that a person had put it away: the
    -- next complete listing tells, and until then it is out of sight.
    status, status_at, missed, score_reasons
  ) values (
    adopt_posting.source_id, v_external_id, coalesce(v_old.title, '(without a title)'), v_old.company,
    coalesce(v_old.url, (select j.url from public.job_sources j where j.id = adopt_posting.source_id)),
    coalesce(v_old.locations, '{}'),
    v_old.description, v_old.posted_at, coalesce(v_old.first_seen_at, now()),
    adopt_posting.source_id || ':' || v_external_id,
    case v_old.status when 'archived' then 'dismissed' else v_old.status end,
    case when v_old.status <> 'new' then coalesce(v_old.status_at, now()) end,
    case v_old.status when 'archived' then 1 else 0 end,
    '{taken over from the predecessor}'
  )
  returning p.id into v_id;
  insert into predecessor.adopted_postings (key, source_id, posting_id, address, was_archived)
  values (v_old.key, adopt_posting.source_id, v_id, v_address, v_old.status = 'archived');
  return 'added';
end;
$$;

comment on function predecessor.adopt_posting is 'Takes over one posting: what a person said goes to the posting that is there, else it is put in.';

revoke execute on function predecessor.address_of, predecessor.adopt_source, predecessor.adopt_posting
  from public, anon, authenticated;
