-- Columns added with and without default
-- kind: added

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people add column note text;
--> statement-breakpoint
alter table people add column country text not null default 'CH';
--> statement-breakpoint
alter table people add column token uuid not null default gen_random_uuid(), add column made timestamptz default now();
