-- A unique constraint dropped
-- kind: constraint lost or weakened
-- warns: protection/constraint-lost public.people.people_email_key at 1

-- base
create table people (id serial primary key, email text unique, name text);

-- candidate
alter table people drop constraint people_email_key;
