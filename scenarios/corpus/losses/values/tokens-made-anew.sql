-- Tokens made anew
-- kind: values overwritten
-- finds: survival/values-altered public.sessions.token at 1

-- base
create table sessions (id serial primary key, token uuid not null default gen_random_uuid());

-- candidate
update sessions set token = gen_random_uuid();
