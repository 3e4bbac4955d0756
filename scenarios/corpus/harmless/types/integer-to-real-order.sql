-- A position that may lie between others from now on
-- kind: types
-- becomes: public.roles.position converted public.roles.position
-- from: 2witstudios/PageSpace: drive_backup_roles.position to real, here to double precision, which holds every integer

-- base
create table roles (id serial primary key, name text not null, position integer not null default 0);

-- candidate
alter table roles alter column position set data type double precision;
