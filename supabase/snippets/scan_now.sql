-- Press Scan from the SQL editor. The schedule goes on as it is.

-- every board
select request_scan() as batch_id;

-- some of them: their ids, as source_health has them
select request_scan(array[1, 2]) as batch_id; -- CHANGE

-- those of a provider
select request_scan(providers => array['lever']) as batch_id; -- CHANGE

-- how far the last press is; run it again until done is total
select p ->> 'done' as done, p ->> 'total' as total, p ->> 'failed' as failed, p ->> 'matched' as matched, p ->> 'inserted' as new
from (select id from scanner.batches order by requested_at desc limit 1) b
cross join lateral scan_progress(b.id) p;

-- the scans of the last hour, the latest first
select dispatched_at, company, status, took, fetched, matched, inserted, updated, archived, reason
from scan_log
where dispatched_at > now() - interval '1 hour'
order by dispatched_at desc;
