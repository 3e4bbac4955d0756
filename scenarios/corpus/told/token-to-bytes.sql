-- A token that becomes bytes
-- kind: changed in place
-- finds: survival/values-altered public.api_tokens.token at 1
-- from: rust-lang/crates.io, 2020-07-14-113112: USING convert_to(…), there decode(token, 'escape')

-- base
create table api_tokens (id serial primary key, token text not null);

-- candidate
alter table api_tokens alter column token type bytea using convert_to(token, 'UTF8');
