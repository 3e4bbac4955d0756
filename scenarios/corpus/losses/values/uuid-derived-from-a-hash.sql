-- Identifiers derived anew from a hash
-- kind: values overwritten
-- finds: survival/values-altered public.devices.serial at 1

-- base
create table devices (id serial primary key, serial uuid not null);

-- candidate
update devices set serial = md5(serial::text)::uuid;
