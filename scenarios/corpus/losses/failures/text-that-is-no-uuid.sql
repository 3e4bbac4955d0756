-- Texts that are no uuid
-- kind: fails on the rows that are there
-- finds: candidate/failed public.devices.serial at 1

-- base
create table devices (id serial primary key, serial text not null);

-- candidate
alter table devices alter column serial type uuid using serial::uuid;
