-- Row-level security no longer forced on the owner
-- kind: row-level security lost
-- finds: protection/row-security-lost public.notes at 1

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);
alter table notes force row level security;

-- candidate
alter table notes no force row level security;
