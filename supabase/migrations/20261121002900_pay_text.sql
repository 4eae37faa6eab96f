-- pay_text(): pay as a person reads it.

create function scanner.pay_text(low numeric, high numeric, currency text, period text, in_text boolean default false)
  returns text
  language sql
  immutable
  security invoker
  set search_path = ''
as $$
  select case when coalesce(low, high) is not null then concat_ws(' ',
    currency,
    case
      when high is null or low = high then to_char(low, 'FM999,999,999,990')
      when low is null then 'up to ' || to_char(high, 'FM999,999,999,990')
      else to_char(low, 'FM999,999,999,990') || ' - ' || to_char(high, 'FM999,999,999,990')
    end,
    'per ' || period,
    case when in_text then '(as the text says)' end
  ) end
$$;

comment on function scanner.pay_text is 'Pay in one line, such as "EUR 70,000 - 90,000 per year"; null when none is named. in_text: only the advert''s words name it.';

revoke execute on function scanner.pay_text from public, anon;
grant execute on function scanner.pay_text to authenticated, service_role;
