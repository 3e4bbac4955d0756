-- A table dropped
-- kind: table or schema dropped
-- finds: survival/table-lost public.drafts at 1

-- base
create table posts (id serial primary key, title text not null);
create table drafts (id serial primary key, title text not null, body text);

-- candidate
drop table drafts;
