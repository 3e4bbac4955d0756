-- A natural key rewritten, and all that point at it through ON UPDATE CASCADE
-- kind: cascade fires
-- finds: survival/rows-lost public.countries at 1
-- finds: survival/values-altered public.towns.country at 1

-- base
create table countries (code text primary key, name text);
create table towns (id serial primary key, country text not null references countries on update cascade, name text);

-- candidate
update countries set code = lower(code) || '_';
