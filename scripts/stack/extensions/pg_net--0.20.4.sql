-- Stand-in for pg_net 0.20.4 (https://github.com/supabase/pg_net): its tables
-- and functions in plain SQL. The worker that sends is scripts/stack/net.ts; a
-- commit wakes it by a notification, as the real one is woken by a latch.
--
-- Not imitated: the GUCs (batch size, ttl), net._await_response, net.http_collect_response.

create schema net;

create unlogged table net.http_request_queue (
  id bigserial,
  method text not null,
  url text not null,
  headers jsonb,
  body bytea,
  timeout_milliseconds int not null
);

create unlogged table net._http_response (
  id bigint,
  status_code int,
  content_type text,
  headers jsonb,
  content text,
  timed_out bool,
  error_msg text,
  created timestamptz not null default now()
);

create index on net._http_response (created);

create function net.wake() returns void language sql as $$
  select pg_catalog.pg_notify('pg_net_wake', '')
$$;

create function net.worker_restart() returns bool language sql as $$
  select pg_catalog.pg_notify('pg_net_wake', '') is not null
$$;

create function net._encode_params(url text, params jsonb) returns text language sql stable as $$
  select url || coalesce(
    case when strpos(url, '?') > 0 then '&' else '?' end
    || (select string_agg(key || '=' || value, '&') from jsonb_each_text(params)), '')
$$;

create function net.http_get(
  url text, params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds int default 5000
) returns bigint language plpgsql as $$
declare
  request_id bigint;
begin
  insert into net.http_request_queue (method, url, headers, timeout_milliseconds)
  values ('GET', net._encode_params(url, params), headers, timeout_milliseconds)
  returning id into request_id;
  perform net.wake();
  return request_id;
end
$$;

create function net.http_delete(
  url text, params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds int default 5000
) returns bigint language plpgsql as $$
declare
  request_id bigint;
begin
  insert into net.http_request_queue (method, url, headers, timeout_milliseconds)
  values ('DELETE', net._encode_params(url, params), headers, timeout_milliseconds)
  returning id into request_id;
  perform net.wake();
  return request_id;
end
$$;

create function net.http_post(
  url text, body jsonb default '{}', params jsonb default '{}',
  headers jsonb default '{"Content-Type": "application/json"}', timeout_milliseconds int default 5000
) returns bigint language plpgsql as $$
declare
  request_id bigint;
  content_type text;
begin
  select value into content_type from jsonb_each_text(headers) where lower(key) = 'content-type';
  if content_type is distinct from 'application/json' then
    raise exception 'Content-Type header must be "application/json"';
  end if;
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values ('POST', net._encode_params(url, params), headers, convert_to(body::text, 'UTF8'), timeout_milliseconds)
  returning id into request_id;
  perform net.wake();
  return request_id;
end
$$;

-- As on the platform: everybody in the database sees the queue.
grant usage on schema net to public;
grant all on all tables in schema net to public;
grant all on all sequences in schema net to public;
