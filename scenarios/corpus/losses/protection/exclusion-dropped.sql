-- An exclusion dropped, which kept bookings apart
-- kind: constraint lost or weakened
-- warns: protection/constraint-lost public.stays.apart at 1

-- base
create table stays (id serial primary key, nights daterange not null, constraint apart exclude using gist (nights with &&));

-- candidate
alter table stays drop constraint apart;
