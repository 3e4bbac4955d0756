-- A lookup row inserted whose label is there
-- kind: fails on the rows that are there
-- finds: candidate/failed public.roles.label at 1

-- base
create table roles (id integer primary key, label text not null unique);
insert into roles values (1, 'admin');

-- candidate
insert into roles (id, label) values (2, 'admin');
