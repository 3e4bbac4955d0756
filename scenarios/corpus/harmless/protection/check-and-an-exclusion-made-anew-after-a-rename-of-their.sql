-- A check and an exclusion made anew after a rename of their columns
-- kind: protection
-- becomes: public.stays.nights renamed public.stays.days
-- becomes: public.stays.room renamed public.stays.rooms

-- base
create table stays (id serial primary key, nights integer constraint several check (nights > 0), room int4range,
  constraint apart exclude using gist (room with &&));

-- candidate
alter table stays rename nights to days;
--> statement-breakpoint
alter table stays rename room to rooms;
--> statement-breakpoint
alter table stays drop constraint several, add constraint several check (days > 0);
--> statement-breakpoint
alter table stays drop constraint apart, add constraint apart exclude using gist (rooms with &&);
