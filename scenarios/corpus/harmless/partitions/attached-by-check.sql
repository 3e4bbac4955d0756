-- A table that becomes a partition by the CHECK that it has
-- kind: partitions
-- warns: protection/constraint-lost public.logs_2024.in_2024 at 2
-- from: PostgreSQL documentation, ALTER TABLE: a CHECK before ATTACH PARTITION spares the scan

-- base
create table logs (id bigint not null, at date not null, line text) partition by range (at);
create table logs_before partition of logs for values from (minvalue) to ('2024-01-01');
create table logs_2024 (
  id bigint not null,
  at date not null constraint in_2024 check (at >= '2024-01-01' and at < '2025-01-01'),
  line text
);

-- candidate
alter table logs attach partition logs_2024 for values from ('2024-01-01') to ('2025-01-01');
--> statement-breakpoint
alter table logs_2024 drop constraint in_2024;
