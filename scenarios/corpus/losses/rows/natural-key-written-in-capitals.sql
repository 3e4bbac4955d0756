-- A natural key written in capitals
-- kind: key replaced
-- finds: survival/rows-lost public.countries at 1

-- base
create table countries (code text primary key, name text);

-- candidate
update countries set code = upper(code);
