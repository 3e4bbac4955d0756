-- A default that had served a backfill, taken away
-- kind: defaults
-- from: rust-lang/crates.io, 2020-07-13-125308_remove_api_token_default

-- base
create table api_tokens (id serial primary key, token text not null default 'pending', name text not null);

-- candidate
alter table api_tokens alter column token drop default;
