-- Tables moved to a schema of their own, with their sequence and their references
-- kind: schemas
-- from: multi-tenant and module splits: CREATE SCHEMA, ALTER TABLE … SET SCHEMA

-- base
create table plans (id serial primary key, name text not null);
create table subscriptions (id serial primary key, plan_id integer not null references plans, since date);

-- candidate
create schema billing;
--> statement-breakpoint
alter table plans set schema billing;
--> statement-breakpoint
alter table subscriptions set schema billing;
