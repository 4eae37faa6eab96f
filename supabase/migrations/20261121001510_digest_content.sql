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
      select p.id, p.role_key, p.score
      from public.job_postings p
      where p.id = any (digest_content.posting_ids)
    ),
    roles as materialized (
      -- The adverts of one role are one line.
      select distinct on (c.role_key) c.*
      from chosen c
      order by c.role_key, c.score desc, c.id
    ),
    told as materialized (
      select * from roles r order by r.score desc, r.id limit c_most
    )
    select jsonb_build_object(
      'matches', (select count(*) from roles),
      'postings', coalesce(jsonb_agg(
        jsonb_build_object(
          'title', p.title,
          'company', coalesce(p.company, s.company, s.board, s.host),
          'places', array(
            select distinct place
            from chosen c
            join public.job_postings o on o.id = c.id
            cross join unnest(o.locations) place
            where c.role_key = t.role_key and place is not null
            order by place
          ),
          'workplace', p.workplace,
          'pay', scanner.pay_text(p.salary_min, p.salary_max, p.salary_currency, p.salary_period, p.salary_in_text),
          'score', p.score,
          'url', p.url
        ) order by t.score desc, t.id), '[]')
    )
    from told t
    join public.job_postings p on p.id = t.id
    left join public.job_sources s on s.id = p.source_id
  );
end;
$$;

comment on function scanner.digest_content is 'The best of these postings, one line for each role, and how many roles there are.';

revoke execute on function scanner.digest_content from public, anon, authenticated;
grant execute on function scanner.digest_content to service_role;
