-- A constant written over NULL, so that the column can be required
-- kind: NULL overwritten
-- warns: survival/values-filled public.addresses.country at 1

-- base
create table addresses (id serial primary key, street text not null, country char(2));

-- candidate
update addresses set country = 'US' where country is null;
--> statement-breakpoint
alter table addresses alter column country set not null;
