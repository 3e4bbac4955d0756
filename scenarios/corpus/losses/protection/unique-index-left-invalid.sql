-- A unique index of a partition tree made anew for its root alone, which leaves it invalid
-- kind: unique index lost
-- warns: protection/constraint-lost public.readings.readings_once at 1

-- base
create table readings (sensor integer not null, day date not null, value real) partition by range (day);
create table readings_all partition of readings default;
create unique index readings_once on readings (sensor, day);

-- candidate
drop index readings_once;
--> statement-breakpoint
create unique index readings_once on only readings (sensor, day);
