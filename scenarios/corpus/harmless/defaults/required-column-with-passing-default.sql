-- A required column added with a default that goes at once
-- kind: defaults
-- from: hashicorp/boundary, 84/09_cenus_add_metric: SET, then DROP DEFAULT

-- base
create table uploads (id serial primary key, at timestamptz not null);

-- candidate
alter table uploads add column metric text default 'sessions' not null;
--> statement-breakpoint
alter table uploads alter column metric drop default;
