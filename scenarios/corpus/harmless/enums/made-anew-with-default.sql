-- An enum made anew with one more label, around a default, as drizzle-kit writes it
-- kind: enums
-- from: drizzle-kit 0.31: drop default, to text, drop type, create type, back with USING, set default
-- from: ctrlplanedev/ctrlplane: entity_role.scope_type

-- base
create type scope_type as enum ('deployment', 'environment', 'workspace');
create table entity_role (
  id serial primary key,
  entity integer not null,
  scope_type scope_type default 'workspace' not null
);

-- candidate
alter table entity_role alter column scope_type set data type text;
--> statement-breakpoint
alter table entity_role alter column scope_type set default 'workspace'::text;
--> statement-breakpoint
drop type scope_type;
--> statement-breakpoint
create type scope_type as enum ('deployment', 'environment', 'workspace', 'system');
--> statement-breakpoint
alter table entity_role alter column scope_type set default 'workspace'::scope_type;
--> statement-breakpoint
alter table entity_role alter column scope_type set data type scope_type using scope_type::scope_type;
