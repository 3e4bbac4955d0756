-- A flag that is on for what exists, and off for what comes
-- kind: backfill
-- from: 2witstudios/PageSpace, 0130_lush_xorn: conversations shared before stay shared
-- from: Dokploy/dokploy, 0102_opposite_grandmaster

-- base
create table conversations (id serial primary key, title text, drive integer not null);

-- candidate
alter table conversations add column is_shared boolean default false not null;
--> statement-breakpoint
update conversations set is_shared = true;
