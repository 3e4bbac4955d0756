-- Columns for documents and lists with empty defaults
-- kind: defaults
-- from: ctrlplanedev/ctrlplane, 0184_reflective_bishop; travis-ci/travis-migrations: integer[]

-- base
create table deployments (id serial primary key, name text not null);

-- candidate
alter table deployments add column config jsonb default '{}'::jsonb not null;
--> statement-breakpoint
alter table deployments add column tags text[] default '{}'::text[] not null;
--> statement-breakpoint
alter table deployments add column matrix_ids integer[] default array[]::integer[];
