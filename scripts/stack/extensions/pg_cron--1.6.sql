-- Stand-in for pg_cron 1.6 (https://github.com/citusdata/pg_cron): its tables
-- and functions in plain SQL. The clock that runs the jobs is
-- scripts/stack/cron.ts.
--
-- Not imitated: other databases and nodes, cron.schedule_in_database, the GUCs.

create schema cron;

create sequence cron.jobid_seq;
create sequence cron.runid_seq;

create table cron.job (
  jobid bigint primary key default nextval('cron.jobid_seq'),
  schedule text not null,
  command text not null,
  nodename text not null default 'localhost',
  nodeport int not null default 5432,
  database text not null default current_database(),
  username text not null default current_user,
  active boolean not null default true,
  jobname text,
  constraint jobname_username_uniq unique (jobname, username)
);

create table cron.job_run_details (
  jobid bigint,
  runid bigint primary key default nextval('cron.runid_seq'),
  job_pid int,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);

alter table cron.job enable row level security;
alter table cron.job_run_details enable row level security;
create policy cron_job_policy on cron.job using (username = current_user);
create policy cron_job_run_details_policy on cron.job_run_details using (username = current_user);

create function cron.schedule(job_name text, schedule text, command text) returns bigint language plpgsql as $$
declare
  id bigint;
begin
  if schedule !~ '^\s*([1-9]|[1-5][0-9]) seconds?\s*$' and array_length(regexp_split_to_array(btrim(schedule), '\s+'), 1) <> 5 then
    raise exception 'invalid schedule: %', schedule using hint = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
  end if;
  insert into cron.job as j (jobname, schedule, command)
  values (schedule.job_name, schedule.schedule, schedule.command)
  on conflict on constraint jobname_username_uniq do update
    set schedule = excluded.schedule, command = excluded.command
  returning j.jobid into id;
  return id;
end
$$;

create function cron.schedule(schedule text, command text) returns bigint language sql as $$
  select cron.schedule(null, schedule, command)
$$;

create function cron.unschedule(job_id bigint) returns bool language plpgsql as $$
begin
  delete from cron.job j where j.jobid = job_id;
  if not found then
    raise exception 'could not find valid entry for job %', job_id;
  end if;
  return true;
end
$$;

create function cron.unschedule(job_name text) returns bool language plpgsql as $$
begin
  delete from cron.job j where j.jobname = job_name;
  if not found then
    raise exception 'could not find valid entry for job ''%''', job_name;
  end if;
  return true;
end
$$;

create function cron.alter_job(
  job_id bigint, schedule text default null, command text default null,
  database text default null, username text default null, active boolean default null
) returns void language sql as $$
  update cron.job j
  set schedule = coalesce(alter_job.schedule, j.schedule),
      command = coalesce(alter_job.command, j.command),
      active = coalesce(alter_job.active, j.active)
  where j.jobid = alter_job.job_id
$$;

grant usage on schema cron to public;
grant select on cron.job, cron.job_run_details to public;
