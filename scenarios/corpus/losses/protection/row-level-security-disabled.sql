-- Row-level security disabled
-- kind: row-level security lost
-- finds: protection/row-security-lost public.notes at 1

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);

-- candidate
alter table notes disable row level security;
