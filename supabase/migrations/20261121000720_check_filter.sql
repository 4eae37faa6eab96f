-- check_filter(): refuses a filter that can match nothing or that the judge
-- could not read, and says what to do. Only what is certain is refused.
-- Twin: supabase/functions/scan/preview.ts, for each column by itself.

create function scanner.check_filter()
  returns trigger
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  c_most_words constant int := 200;
  c_most_characters constant int := 200;
  c_most_points constant int := 100;
  -- What score.ts begins with, and adds for a title word, of which two count.
  c_base_score constant int := 50;
  c_title_points constant int := 10;
  v_list record;
  v_word text;
  v_points jsonb;
  v_clash record;
  v_best numeric;
  v_problem text;
  v_advice text;
begin
  -- Studio saves a field that is left empty as null.
  new.enabled := coalesce(new.enabled, true);
  new.title_any := coalesce(new.title_any, '{}');
  new.title_none := coalesce(new.title_none, '{}');
  new.companies_none := coalesce(new.companies_none, '{}');
  new.locations_any := coalesce(new.locations_any, '{}');
  new.workplace := coalesce(new.workplace, '{}');
  new.employment := coalesce(new.employment, '{}');
  new.employment_required := coalesce(new.employment_required, false);
  new.keywords := coalesce(new.keywords, '{}');
  new.pay_required := coalesce(new.pay_required, false);
  new.salary_currency := nullif(upper(btrim(new.salary_currency)), '');

  if btrim(coalesce(new.name, '')) = '' then
    raise exception 'Cannot save a filter: it has no name'
      using errcode = '22023', hint = 'Name it; postings show which filter takes them';
  end if;

  if jsonb_typeof(new.keywords) <> 'object' then
    raise exception 'Cannot save filter "%": keywords is not a JSON object', new.name
      using errcode = '22023', hint = 'Write words with their points, such as {"typescript": 20, "php": -10}';
  end if;

  for v_list in
    select *
    from (values
      ('title_any', new.title_any),
      ('title_none', new.title_none),
      ('companies_none', new.companies_none),
      ('locations_any', new.locations_any),
      ('keywords', array(select jsonb_object_keys(new.keywords)))
    ) as l (name, words)
  loop
    if cardinality(v_list.words) > c_most_words then
      raise exception 'Cannot save filter "%": % has % words, and % are allowed',
        new.name, v_list.name, cardinality(v_list.words), c_most_words
        using errcode = '22023', hint = 'Make several filters of it';
    end if;
    foreach v_word in array v_list.words loop
      v_problem := case
        when coalesce(scanner.words_key(replace(v_word, '*', '')), '') = '' then 'a word that is empty'
        when v_word ~ '\*\s*\S' then format('"%s", where a * is not at the end', v_word)
        when length(v_word) > c_most_characters then format('a word of %s characters', length(v_word))
      end;
      if v_problem is not null then
        raise exception 'Cannot save filter "%": % has %', new.name, v_list.name, v_problem
          using errcode = '22023',
            hint = 'Take it out; {} asks for nothing, and a * takes every ending of the word before it';
      end if;
    end loop;
  end loop;
  new.title_any := array(select btrim(w) from unnest(new.title_any) w);
  new.title_none := array(select btrim(w) from unnest(new.title_none) w);
  new.companies_none := array(select btrim(w) from unnest(new.companies_none) w);
  new.locations_any := array(select btrim(w) from unnest(new.locations_any) w);

  new.workplace := array(select lower(btrim(w)) from unnest(new.workplace) w);
  new.employment := array(select lower(btrim(w)) from unnest(new.employment) w);
  for v_list in
    select l.name, l.allowed, w as word
    from (values
      ('workplace', new.workplace, array['remote', 'hybrid', 'onsite']),
      ('employment', new.employment,
        array['full_time', 'part_time', 'contract', 'temporary', 'internship', 'volunteer', 'other'])
    ) as l (name, words, allowed)
    cross join unnest(l.words) w
    where w is null or w <> all (l.allowed)
    limit 1
  loop
    raise exception 'Cannot save filter "%": % "%" is not known', new.name, v_list.name, coalesce(v_list.word, '')
      using errcode = '22023', hint = format('Use %s', array_to_string(v_list.allowed, ', '));
  end loop;

  for v_word, v_points in select k.key, k.value from jsonb_each(new.keywords) k loop
    v_problem := case
      when jsonb_typeof(v_points) <> 'number' then 'no number'
      when v_points::numeric = 0 then 'zero'
      when abs(v_points::numeric) > c_most_points then format('beyond %s', c_most_points)
    end;
    if v_problem is not null then
      raise exception 'Cannot save filter "%": the points of keyword "%" are %', new.name, v_word, v_problem
        using errcode = '22023',
          hint = format('Give it a number from -%1$s to %1$s that is not 0, without quotes', c_most_points);
    end if;
  end loop;

  select array_agg(k.key order by k.key) as words into v_list
  from jsonb_object_keys(new.keywords) k (key)
  group by scanner.words_key(k.key)
  having count(*) > 1
  limit 1;
  if found then
    raise exception 'Cannot save filter "%": keywords has the same word twice: %',
      new.name, array_to_string(v_list.words, ', ')
      using errcode = '22023', hint = 'Keep one of them; case, accents and hyphens make no other word';
  end if;

  -- A title with all words of one phrase has those of each phrase inside it.
  select a as wanted, n as unwanted into v_clash
  from unnest(new.title_any) a
  cross join unnest(new.title_none) n
  where strpos(
    ' ' || scanner.words_key(rtrim(a, '* ')) || case when a like '%*' then '*' else ' ' end,
    ' ' || scanner.words_key(rtrim(n, '* ')) || case when n like '%*' then '' else ' ' end
  ) > 0
  limit 1;
  if found then
    raise exception 'Cannot save filter "%": "%" in title_none rules out "%" in title_any',
      new.name, v_clash.unwanted, v_clash.wanted
      using errcode = '22023', hint = 'Take one of the two out';
  end if;

  v_problem := case
    when new.min_salary is not null and new.salary_currency is null then 'min_salary has no salary_currency'
    when new.salary_currency !~ '^[A-Z]{3}$' then format('salary_currency "%s" is not a currency', new.salary_currency)
    when new.min_salary <= 0 or new.min_salary >= 1e12 then format('min_salary %s is no pay for a year', new.min_salary)
    when new.max_age_days <= 0 then format('max_age_days %s leaves nothing', new.max_age_days)
    when new.min_score not between 0 and 100 then format('min_score %s is not a score', new.min_score)
  end;
  v_advice := case
    when new.salary_currency is null or new.salary_currency !~ '^[A-Z]{3}$' then 'Set salary_currency to three letters, such as EUR'
    when new.min_salary <= 0 or new.min_salary >= 1e12 then 'Set what a year must pay, or leave it empty'
    when new.max_age_days <= 0 then 'Set a number of days from 1 on, or leave it empty'
    else 'Set a number from 0 to 100, or leave it empty'
  end;
  if v_problem is not null then
    raise exception 'Cannot save filter "%": %', new.name, v_problem using errcode = '22023', hint = v_advice;
  end if;

  v_best := c_base_score
    + c_title_points * least(cardinality(new.title_any), 2)
    + coalesce((
      select sum(k.value::numeric) from jsonb_each(new.keywords) k where k.value::numeric > 0
    ), 0);
  if round(v_best) < new.min_score then
    raise exception 'Cannot save filter "%": min_score is %, and its words reach % at most', new.name, new.min_score, v_best
      using errcode = '22023',
        hint = format('Lower min_score or give keywords more points: a score begins at %s', c_base_score);
  end if;
  return new;
end;
$$;

comment on function scanner.check_filter is 'Refuses a filter that can match nothing, with what to do about it.';

revoke execute on function scanner.check_filter from public, anon, authenticated;

create trigger check_filter
  before insert or update on public.search_filters
  for each row execute function scanner.check_filter();
