-- Days counted between dates
-- kind: only values at the edge stand in the way
-- warns: candidate/overflows 0001_candidate at 2

-- base
create table loans (id serial primary key, due date not null);

-- candidate
alter table loans add column late integer;
--> statement-breakpoint
update loans set late = date '2025-01-01' - due;
