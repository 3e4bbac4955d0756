-- A unique index dropped, which was no constraint
-- kind: unique index lost
-- warns: protection/constraint-lost public.people.people_email at 1

-- base
create table people (id serial primary key, email text);
create unique index people_email on people (lower(email));

-- candidate
drop index people_email;
