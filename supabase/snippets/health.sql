-- Whether everything moves, and what to do where it does not.

-- all of it in one row
select healthy, what_to_do, sources, in_flight, overdue, failing, failing_notifications, cron_active, last_dispatch_at
from scanner_health;

-- the boards that need a look
select source_id, company, state, reason, failures, last_good_scan_at, next_scan_at, url
from source_health
where state not in ('ok', 'scanning');

-- the last scans that did not end well
select dispatched_at, company, provider, status, error_kind, reason
from scan_log
where status in ('failed', 'lost', 'partial')
order by dispatched_at desc
limit 50;

-- how long each round took, and what it found
select since, scans, succeeded, unchanged, partial, failed, fetched, inserted, archived, took
from scan_history
order by since desc
limit 20;

-- hosts that asked to be left alone for a while
select host, paused_until, throttled, requests_per_second
from scanner.hosts
where paused_until > now();
