-- A slug made from the name, told apart by the key, required and unique
-- kind: backfill
-- from: ctrlplanedev/ctrlplane, 0195_left_silverclaw; here with the key in the slug, so that no two can meet

-- base
create table workspaces (id serial primary key, label text not null);
create table workflows (
  id serial primary key,
  workspace_id integer not null references workspaces,
  name text not null
);

-- candidate
alter table workflows add column slug text;
--> statement-breakpoint
update workflows
set slug = trim(both '-' from regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g')) || '-' || id;
--> statement-breakpoint
alter table workflows alter column slug set not null;
--> statement-breakpoint
alter table workflows add constraint workflows_workspace_slug_unique unique (workspace_id, slug);
