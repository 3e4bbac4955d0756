-- A unique index on lowered texts
-- kind: uniqueness by another comparison
-- finds: candidate/failed public.people at 1

-- base
create table people (id serial primary key, email text not null unique);

-- candidate
create unique index people_email_lower on people (lower(email));
