-- What boardscan stands on: the clock (pg_cron), the way out (pg_net) and the
-- place for addresses that are secrets (Vault, which a project has already).

create extension if not exists pg_net with schema extensions;
create extension if not exists pg_cron with schema pg_catalog;
create extension if not exists supabase_vault;
