-- Tables of one notion renamed together, with their columns
-- kind: expand and contract
-- becomes: public.target_metadata.target_id renamed public.resource_metadata.resource_id
-- becomes: public.target_variable.target_id renamed public.resource_variable.resource_id
-- from: ctrlplanedev/ctrlplane: target, target_metadata, target_variable to resource…

-- base
create table target (id serial primary key, name text not null);
create table target_metadata (
  id serial primary key,
  target_id integer not null references target on delete cascade,
  key text not null,
  value text
);
create table target_variable (
  target_id integer not null references target on delete cascade,
  key text not null,
  value jsonb,
  primary key (target_id, key)
);

-- candidate
alter table target rename to resource;
--> statement-breakpoint
alter table target_metadata rename to resource_metadata;
--> statement-breakpoint
alter table target_variable rename to resource_variable;
--> statement-breakpoint
alter table resource_metadata rename column target_id to resource_id;
--> statement-breakpoint
alter table resource_variable rename column target_id to resource_id;
