-- admit_operator(): whether a signed-in person may come through the door, and
-- not too often: each press reaches out to every board.

create function public.admit_operator(user_id uuid, presses boolean default false)
  returns jsonb
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  c_pause constant interval := '10 seconds';
  v_pressed_at timestamptz;
begin
  -- Locked, so that of two presses at once one is the later.
  select o.pressed_at into v_pressed_at
  from scanner.operators o
  where o.user_id = admit_operator.user_id
  for update;
  if not found then
    return jsonb_build_object('operator', false, 'wait_seconds', 0);
  end if;

  if admit_operator.presses then
    if v_pressed_at > now() - c_pause then
      return jsonb_build_object(
        'operator', true,
        'wait_seconds', ceil(extract(epoch from v_pressed_at + c_pause - now()))::int);
    end if;
    update scanner.operators o
    set pressed_at = clock_timestamp()
    where o.user_id = admit_operator.user_id;
  end if;
  return jsonb_build_object('operator', true, 'wait_seconds', 0);
end;
$$;

comment on function public.admit_operator is
  'Whether a user is an operator, and how many seconds to wait before pressing again; presses: takes note of a press.';

revoke execute on function public.admit_operator from public, anon, authenticated;
grant execute on function public.admit_operator to service_role;
