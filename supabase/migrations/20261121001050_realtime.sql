-- Supabase Realtime sends what is in its publication: a dashboard that listens
-- for new postings asks for the table, and row level security decides row by row
-- what an operator is sent.

do $$
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
  if not exists (
    select from pg_publication_tables
    where pubname = 'supabase_realtime' and schemaname = 'public' and tablename = 'job_postings'
  ) then
    alter publication supabase_realtime add table public.job_postings;
  end if;
end
$$;
