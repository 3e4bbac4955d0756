-- A rename written as add and drop in one statement
-- kind: rename written as drop and add
-- finds: survival/column-lost public.people.email at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people drop column email, add column mail text not null default '';
