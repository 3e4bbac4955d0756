-- A schema dropped with what is in it
-- kind: table or schema dropped
-- finds: survival/table-lost crm.leads at 1

-- base
create schema crm;
create table crm.leads (id serial primary key, name text);
create table public.kept (id int);

-- candidate
drop schema crm cascade;
