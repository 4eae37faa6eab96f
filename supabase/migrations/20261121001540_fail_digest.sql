-- fail_digest(): an attempt that failed, or was never heard of again. The digest
-- keeps its postings and its id, so the next attempt is the same message.

create function scanner.fail_digest(digest_id uuid, error text, retry_after interval)
  returns void
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  -- After that it is no news, and what came since must not wait behind it.
  c_longest constant interval := '3 days';
  c_longest_pause constant interval := '6 hours';
  v_digest scanner.digests;
begin
  update scanner.digests d
  set status = case when d.test or d.created_at < now() - c_longest then 'failed' else 'waiting' end,
      ended_at = case when d.test or d.created_at < now() - c_longest then now() end,
      lease_until = null,
      error = fail_digest.error
  where d.id = fail_digest.digest_id
  returning d.* into v_digest;

  update scanner.notifications n
  set failures = n.failures + 1,
      last_error = fail_digest.error,
      next_at = now() + greatest(
        scanner.backoff(n.failures + 1),
        least(fail_digest.retry_after, c_longest_pause))
  where n.id = v_digest.notification_id and not v_digest.test;
end;
$$;

comment on function scanner.fail_digest is
  'Notes why an attempt failed and when the next one may be; gives up a test at once, a digest after three days.';

revoke execute on function scanner.fail_digest from public, anon, authenticated;
grant execute on function scanner.fail_digest to service_role;
