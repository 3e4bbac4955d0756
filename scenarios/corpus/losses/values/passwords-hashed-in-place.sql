-- Tokens hashed in place
-- kind: text rewritten
-- finds: survival/values-altered public.api_keys.token at 1

-- base
create table api_keys (id serial primary key, token text not null);

-- candidate
update api_keys set token = encode(sha256(token::bytea), 'hex') where token not like '$%';
