-- A check and an exclusion weakened under their names
-- kind: constraint lost or weakened
-- warns: protection/constraint-changed public.stays.apart at 2
-- warns: protection/constraint-changed public.stays.several at 1

-- base
create table stays (id serial primary key, nights integer constraint several check (nights > 0), room int4range,
  constraint apart exclude using gist (room with &&));

-- candidate
alter table stays drop constraint several, add constraint several check (nights > -5);
--> statement-breakpoint
alter table stays drop constraint apart, add constraint apart exclude using gist (room with =);
