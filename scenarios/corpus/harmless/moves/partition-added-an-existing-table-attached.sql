-- A partition added, an existing table attached
-- kind: moved or rebuilt

-- base
create table readings (id bigint, day date not null, value real, primary key (id, day)) partition by range (day);
create table readings_old partition of readings for values from (minvalue) to ('2025-01-01');
create table readings_2025 (id bigint, day date not null check (day >= '2025-01-01' and day < '2026-01-01'), value real, primary key (id, day));

-- candidate
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
--> statement-breakpoint
alter table readings attach partition readings_2025 for values from ('2025-01-01') to ('2026-01-01');
