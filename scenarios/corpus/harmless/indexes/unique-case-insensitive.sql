-- A unique name that is unique without case from now on, kept so by a CHECK of before
-- kind: indexes
-- warns: protection/constraint-lost public.crates.crates_name_key at 1
-- from: rust-lang/crates.io, 20141121191309: a unique index over lower(name) in place of the constraint

-- base
create table crates (id serial primary key, name text not null constraint crates_name_key unique check (name = lower(name)));

-- candidate
alter table crates drop constraint crates_name_key;
--> statement-breakpoint
create unique index crates_name on crates (lower(name));
