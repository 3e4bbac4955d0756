-- Tokens moved out of the users' rows, one each
-- kind: split
-- from: rust-lang/crates.io, 20170428154714_multiple_api_tokens

-- base
create table users (id serial primary key, gh_login text not null, api_token text not null unique);

-- candidate
create table api_tokens (
  id serial primary key,
  user_id integer not null references users (id),
  token text not null unique,
  name text not null,
  created_at timestamp default now() not null
);
--> statement-breakpoint
insert into api_tokens (user_id, token, name) select id, api_token, 'Initial token' from users;
