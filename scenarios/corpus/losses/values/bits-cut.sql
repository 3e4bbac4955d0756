-- Bits cut to fewer
-- kind: numbers made to fit
-- finds: survival/values-altered public.flags.bits at 1

-- base
create table flags (id serial primary key, bits bit(8) not null);

-- candidate
alter table flags alter column bits type bit(4) using bits::bit(4);
