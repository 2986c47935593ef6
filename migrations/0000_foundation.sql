-- What the tables' definitions need: extensions, opaque ids, names and their search tokens, amounts as text.
create extension if not exists pgcrypto;
--> statement-breakpoint
create extension if not exists btree_gist;
--> statement-breakpoint
-- The key of the public ids is dealt once per database and baked in, so that ids stay the same for ever.
do $$
begin
  execute format(
    'create function id_key() returns bytea language sql immutable parallel safe return %L::bytea',
    gen_random_bytes(16)
  );
end
$$;
--> statement-breakpoint
revoke execute on function id_key() from public;
--> statement-breakpoint
-- One block of the prefix, the owner (below 2^39) and the row: the prefix keeps ids of one row number apart, so that
-- two records do not show that they are of one customer.
create function public_id(prefix text, owner bigint, row_key bigint) returns text
language sql immutable parallel safe
return prefix || translate(encode(encrypt(
  left(prefix, 3)::bytea || substr(int8send(owner), 4) || int8send(row_key),
  id_key(), 'aes-ecb/pad:none'
), 'base64'), '+/=', '-_');
--> statement-breakpoint
-- Unaccented lower-case Latin, everything else by its code points; the same under every locale of a database.
create function normalise_name(name text) returns text
language sql immutable parallel safe
return nullif(regexp_replace(btrim(lower((
  case when octet_length(name) = char_length(name) then name
  else replace(replace(replace(replace(translate(
    normalize(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g'), NFKC),
    'ØøĐđŁłĦħıŊŋÐð', 'ooddllhhinndd'
  ), 'ß', 'ss'), 'Æ', 'ae'), 'æ', 'ae'), 'œ', 'oe') end
) collate "C")), '\s+', ' ', 'g'), '');
--> statement-breakpoint
-- The name of a party whom the reader may not know: its first character.
create function mask_name(name text) returns text
language sql immutable parallel safe
return left(nullif(btrim(name), ''), 1) || '**';
--> statement-breakpoint
-- What a name is found by: one and two characters of Chinese (also kana and hangul), three of any other word, and
-- the first one and two of such a word behind a `^`.
create function name_token(name text) returns setof text
language sql immutable parallel safe
begin atomic
  select token
  from regexp_matches(
    normalise_name(name),
    '([\u2e80-\u2fff\u3005-\u3007\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+)|([a-z0-9\u00c0-\u1fff]+)',
    'g'
  ) as run
  cross join lateral (
    select substr(run[1], place, 1) from generate_series(1, length(run[1])) as place
    union all
    select substr(run[1], place, 2) from generate_series(1, length(run[1]) - 1) as place
    union all
    select substr(run[2], place, 3) from generate_series(1, length(run[2]) - 2) as place
    union all
    select '^' || left(run[2], size) from generate_series(1, 2) as size where size <= length(run[2])
  ) as tokens (token);
end;
--> statement-breakpoint
create function name_tokens(name text) returns text[]
language sql immutable parallel safe
return array(select distinct token from name_token(name) as token order by token);
--> statement-breakpoint
-- The tokens that every hit of a search text has: the longest pieces, and word beginnings where a word is short.
create function search_text_tokens(search text) returns text[]
language sql immutable parallel safe
return array(
  select distinct token
  from regexp_matches(
    normalise_name(search),
    '([\u2e80-\u2fff\u3005-\u3007\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+)|([a-z0-9\u00c0-\u1fff]+)',
    'g'
  ) as run
  cross join lateral (
    select run[1] where length(run[1]) = 1
    union all
    select substr(run[1], place, 2) from generate_series(1, length(run[1]) - 1) as place
    union all
    select substr(run[2], place, 3) from generate_series(1, length(run[2]) - 2) as place
    union all
    select '^' || run[2] where length(run[2]) < 3
  ) as tokens (token)
  order by token
);
--> statement-breakpoint
-- An amount in minor units as decimal text, by the exponents of ISO 4217.
create function money_text(amount bigint, currency text) returns text
language sql immutable parallel safe
return case
  when currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV',
    'XAF', 'XOF', 'XPF') then amount::text
  when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then (amount * 0.001)::text
  when currency in ('CLF', 'UYW') then (amount * 0.0001)::text
  else (amount * 0.01)::text
end;
--> statement-breakpoint
-- Where a customer stands: kind in the high bits, the home unit's place in the tree in the low ones.
create function scope_key_of(kind text, lft integer) returns integer
language sql immutable parallel safe
return (case kind when 'INDIVIDUAL' then 1 when 'CORPORATE' then 2 when 'INSTITUTION' then 3 end) * 268435456 + lft;
