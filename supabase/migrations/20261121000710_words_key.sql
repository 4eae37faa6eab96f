-- words_key(): the same for words that a filter takes for the same, a few
-- letters that Unicode does not take apart aside.
-- Twin: termKey() in supabase/functions/_shared/words_pattern.ts.

create function scanner.words_key(words text)
  returns text
  language sql
  immutable
  strict
  security invoker
  set search_path = ''
as $$
  select btrim(regexp_replace(
    regexp_replace(lower(normalize(words_key.words, nfkd)), '[\u0300-\u036f]', '', 'g'),
    '\s+|-', ' ', 'g'))
$$;

comment on function scanner.words_key is 'Words of a filter without case, accents and hyphens.';

revoke execute on function scanner.words_key from public, anon, authenticated;
grant execute on function scanner.words_key to authenticated, service_role;
