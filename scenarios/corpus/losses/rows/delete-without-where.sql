-- A DELETE without WHERE
-- kind: rows deleted
-- finds: survival/rows-lost public.sessions at 1

-- base
create table sessions (id uuid primary key default gen_random_uuid(), user_id integer not null, expires_at timestamptz);

-- candidate
delete from sessions;
