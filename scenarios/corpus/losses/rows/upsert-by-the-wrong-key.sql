-- An upsert by the wrong key, which takes other persons for the same
-- kind: upsert over rows that are there
-- finds: survival/values-altered public.people.email at 1

-- base
create table people (id serial primary key, name text not null unique, email text);
create table imported (id serial primary key, name text not null, email text not null);
insert into imported (name, email) values ('Ann', 'ann@new.example');
insert into people (name, email) values ('Ann', 'ann@old.example');

-- candidate
insert into people (name, email) select name, email from imported
  on conflict (name) do update set email = excluded.email;
