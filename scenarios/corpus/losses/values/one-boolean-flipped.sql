-- One boolean flipped
-- kind: values overwritten
-- finds: survival/values-altered public.flags.enabled at 1

-- base
create table flags (id serial primary key, enabled boolean not null);

-- candidate
update flags set enabled = not enabled where id = (select min(id) from flags);
