-- Who may use a dashboard of yours: read the postings, decide, edit boards and
-- filters, press Scan. Nobody else sees anything.

-- a user of Supabase Auth, by the address that they sign in with
insert into scanner.operators (user_id, note)
select u.id, u.email
from auth.users u
where u.email = 'you@example.com' -- CHANGE
on conflict do nothing
returning user_id, note;

-- who may
select user_id, note, added_at, pressed_at
from scanner.operators
order by added_at;

-- no longer
delete from scanner.operators
where note = 'you@example.com' -- CHANGE
returning user_id, note;
