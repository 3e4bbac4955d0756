-- A range taken apart, of which the end is forgotten
-- kind: copy that is not whole
-- finds: survival/column-lost public.stays.nights at 3

-- base
create table stays (id serial primary key, nights daterange not null);

-- candidate
alter table stays add column arrives date;
--> statement-breakpoint
update stays set arrives = lower(nights);
--> statement-breakpoint
alter table stays drop column nights;
