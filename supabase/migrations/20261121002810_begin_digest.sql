-- begin_digest(): claims an attempt, once, and hands out where and what to send.
-- Twin: supabase/functions/notify/digest.ts.

create function public.begin_digest(digest_id uuid)
  returns jsonb
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_digest scanner.digests;
begin
  update scanner.digests d
  set status = 'running'
  where d.id = begin_digest.digest_id
    and d.status = 'dispatched'
    and d.lease_until > now()
  returning d.* into v_digest;
  if not found then
    return null;
  end if;

  return (
    select v_digest.content || jsonb_build_object(
      'digest_id', v_digest.id,
      'test', v_digest.test,
      'kind', n.kind,
      'webhook', (select s.decrypted_secret from vault.decrypted_secrets s where s.id = n.secret_id)
    )
    from scanner.notifications n
    where n.id = v_digest.notification_id
  );
end;
$$;

comment on function public.begin_digest is 'Claims a dispatched digest and answers address and content; null: stale, repeated or unknown.';

revoke execute on function public.begin_digest from public, anon, authenticated;
grant execute on function public.begin_digest to service_role;
