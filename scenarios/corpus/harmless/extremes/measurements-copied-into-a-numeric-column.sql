-- Measurements copied into a numeric column
-- kind: only values at the edge stand in the way
-- warns: candidate/overflows 0001_candidate at 2

-- base
create table readings (id serial primary key, value double precision);

-- candidate
alter table readings add column exact numeric(20,4);
--> statement-breakpoint
update readings set exact = value;
