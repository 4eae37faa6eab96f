-- digest_content(): what a message tells of some postings. Kept with the digest,
-- for a board may change between two attempts and the message must not.
-- Twin: supabase/functions/notify/digest.ts.

create function scanner.digest_content(posting_ids bigint[])
  returns jsonb
  language plpgsql
  stable
  security invoker
  set search_path = ''
as $$
declare
  -- Nobody reads more in a chat; the rest is counted.
  c_most constant int := 20;
begin
  return (
    with chosen as materialized (
      select p.*, coalesce(p.company, s.company) as employer
      from public.job_postings p
      left join public.job_sources s on s.id = p.source_id
      where p.id = any (digest_content.posting_ids)
    ),
    roles as materialized (
      -- The adverts of one role are one line.
      select distinct on (c.role_key) c.*
      from chosen c
      order by c.role_key, c.score desc, c.id
    ),
    told as (
      select r.id, r.score,
        jsonb_build_object(
          'title', r.title,
          'company', r.employer,
          'places', array(
            select distinct place
            from chosen c
            cross join unnest(c.locations) place
            where c.role_key = r.role_key and place is not null
            order by place
          ),
          'workplace', r.workplace,
          'pay', scanner.pay_text(r.salary_min, r.salary_max, r.salary_currency, r.salary_period, r.salary_in_text),
          'score', r.score,
          'url', r.url
        ) as line
      from roles r
      order by r.score desc, r.id
      limit c_most
    )
    select jsonb_build_object(
      'matches', (select count(*) from roles),
      'postings', coalesce(jsonb_agg(t.line order by t.score desc, t.id), '[]')
    )
    from told t
  );
end;
$$;

comment on function scanner.digest_content is 'The best of these postings, one line for each role, and how many roles there are.';

revoke execute on function scanner.digest_content from public, anon, authenticated;
grant execute on function scanner.digest_content to service_role;
