-- What boardscan stands on: the clock (pg_cron) and the way out (pg_net).

create extension if not exists pg_net with schema extensions;
create extension if not exists pg_cron with schema pg_catalog;
