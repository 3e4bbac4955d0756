-- A default of the application moved into the database
-- kind: defaults
-- from: rust-lang/crates.io: updated_at and created_at with and without defaults

-- base
create table packages (id serial primary key, name text not null, created_at timestamp not null, updated_at timestamp);

-- candidate
alter table packages alter column created_at set default now();
--> statement-breakpoint
alter table packages alter column updated_at set default now();
