-- role_returns: each time that a role came back to its board: the same advert
-- after it had closed, or another advert of the same job. repost_signals is made
-- of it. A role is what the board's own id of the job says, never a title: two
-- "Software Engineer" are two jobs.

create view scanner.role_returns with (security_invoker = true) as
select r.role_key, r.posting_id, r.at, r.how
from (
  select p.role_key, e.posting_id, e.at, 'reopened' as how
  from scanner.posting_events e
  join public.job_postings p on p.id = e.posting_id
  where e.kind = 'reopened'
    and e.at > now() - interval '90 days'
    -- Away for a day at least: a board that stumbles between two scans reposts nothing.
    and (
      select max(c.at) >= e.at - interval '90 days' and max(c.at) <= e.at - interval '1 day'
      from scanner.posting_events c
      where c.posting_id = e.posting_id and c.kind = 'closed' and c.id < e.id
    )
  union all
  select n.role_key, n.id, n.first_seen_at, 're-listed'
  from public.job_postings n
  where n.role_seen_at is not null
    and n.first_seen_at > now() - interval '90 days'
    and (
      select max(o.closed_at) >= n.first_seen_at - interval '90 days'
      from public.job_postings o
      where o.role_key = n.role_key and o.id <> n.id and o.first_seen_at <= n.first_seen_at - interval '1 day'
    )
) r
-- While another advert of the role stays open the role has not come back: that is
-- one more place. An old advert may stand beside the new one for a scan or two.
where not exists (
  select from public.job_postings o
  where o.role_key = r.role_key
    and o.id <> r.posting_id
    and o.first_seen_at <= r.at - interval '1 day'
    and (o.closed_at is null or o.closed_at > r.at + interval '1 day')
);

comment on view scanner.role_returns is 'Each time in the last 90 days that a role came back after it had closed.';
comment on column scanner.role_returns.role_key is 'Equal for the adverts of one job.';
comment on column scanner.role_returns.posting_id is 'The advert that came back, or came in its place.';
comment on column scanner.role_returns.at is 'When a scan saw it.';
comment on column scanner.role_returns.how is 'reopened: the same advert; re-listed: another one of the same job.';

revoke all on scanner.role_returns from public, anon, authenticated;
grant select on scanner.role_returns to authenticated, service_role;
