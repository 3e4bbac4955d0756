-- A timestamp shifted by a session time zone
-- kind: time zone shifts
-- finds: survival/values-altered public.visits.at at 2
-- warns: candidate/overflows public.visits.at at 2

-- base
create table visits (id serial primary key, at timestamp);

-- candidate
set local time zone 'America/New_York';
--> statement-breakpoint
alter table visits alter column at type timestamptz;
