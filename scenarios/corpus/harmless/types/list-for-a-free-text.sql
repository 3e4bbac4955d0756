-- A list for a free text
-- kind: checks and types that suit the values

-- base
create table o (id serial primary key, status text not null);

-- candidate
alter table o add constraint listed check (status in ('new', 'paid'));
