-- place_text(): the places of a posting as a person reads them.

create function scanner.place_text(posting jsonb)
  returns text
  language sql
  immutable
  security invoker
  set search_path = ''
as $$
  select nullif(concat_ws(', ',
    (select string_agg(place, '; ') from jsonb_array_elements_text(place_text.posting -> 'locations') place),
    place_text.posting ->> 'workplace'), '')
$$;

comment on function scanner.place_text is 'Places and workplace in one line, such as "Berlin; London, hybrid"; null when there is neither.';

revoke execute on function scanner.place_text from public, anon;
grant execute on function scanner.place_text to authenticated, service_role;
