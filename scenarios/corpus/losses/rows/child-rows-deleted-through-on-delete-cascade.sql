-- Child rows deleted through ON DELETE CASCADE
-- kind: cascade fires
-- finds: survival/rows-lost public.children at 1
-- finds: survival/rows-lost public.parents at 1

-- base
create table parents (id serial primary key, name text not null);
create table children (id serial primary key, parent_id integer not null references parents on delete cascade, toy text);

-- candidate
delete from parents where id % 2 = 0;
