-- What a compiled statement calls: the seal of a cursor, and the token by which a search begins.
-- A keyed hash of the order values, then the values enciphered under that hash: equal rows give equal cursors.
create function seal_cursor(payload text, mac_key bytea, cipher_key bytea) returns text
language sql immutable strict parallel safe
begin atomic
  select rtrim(translate(encode(mac || encrypt_iv(convert_to(payload, 'UTF8'), cipher_key, mac, 'aes-cbc/pad:pkcs'),
    'base64'), E'+/\n', '-_'), '=')
  from (select substr(hmac(convert_to(payload, 'UTF8'), mac_key, 'sha256'), 1, 16) as mac) as sealed;
end;
--> statement-breakpoint
-- The longest piece of a search text: every hit has it as a token.
create function search_probe(search text) returns text
language sql immutable strict parallel safe
return (
  select token from unnest(search_text_tokens(search)) as token
  order by token like '^%', length(token) desc, token desc limit 1
);
--> statement-breakpoint
-- Every word of the search text is part of the name.
create function name_has_words(name text, search text) returns boolean
language sql immutable strict parallel safe
return (
  select bool_and(position(word in name) > 0)
  from unnest(string_to_array(normalise_name(search), ' ')) as word
);
