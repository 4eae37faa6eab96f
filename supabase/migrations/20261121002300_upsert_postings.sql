-- upsert_postings(): a chunk of a running scan's postings. Archives nothing.
-- Twin: supabase/functions/_shared/report.ts.

create function public.upsert_postings(scan_id uuid, postings jsonb)
  returns jsonb
  language plpgsql
  security invoker
  set search_path = ''
  set statement_timeout = '30s'
as $$
declare
  v_source public.job_sources := scanner.hold_scan(upsert_postings.scan_id, listed := false);
  v_saved record;
begin
  v_saved := scanner.save_postings(v_source.id, upsert_postings.scan_id, upsert_postings.postings);

  update scanner.scans s
  set inserted = s.inserted + v_saved.inserted,
      updated = s.updated + v_saved.updated,
      reopened = s.reopened + v_saved.reopened
  where s.id = upsert_postings.scan_id;

  return to_jsonb(v_saved);
end;
$$;

comment on function public.upsert_postings is 'Writes a chunk of a running scan''s postings, only rows that differ; closes nothing.';

revoke execute on function public.upsert_postings from public, anon, authenticated;
grant execute on function public.upsert_postings to service_role;
