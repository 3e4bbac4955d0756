-- A column renamed
-- kind: renamed
-- becomes: public.people.email renamed public.people.mail

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people rename column email to mail;
