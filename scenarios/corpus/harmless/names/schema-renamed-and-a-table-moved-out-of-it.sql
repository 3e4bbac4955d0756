-- A schema renamed, and a table moved out of it
-- kind: renamed

-- base
create schema crm;
create table crm.leads (id serial primary key, name text);
create table crm.deals (id int);

-- candidate
alter schema crm rename to sales;
--> statement-breakpoint
alter table sales.deals set schema public;
