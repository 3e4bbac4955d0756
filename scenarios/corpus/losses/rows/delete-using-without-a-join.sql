-- A DELETE … USING that forgets to join
-- kind: rows deleted
-- finds: survival/rows-lost public.letters at 1

-- base
create table people (id serial primary key, name text not null, email text);
create table letters (id serial primary key, person_id integer, body text);

-- candidate
delete from letters using people where people.email is null;
