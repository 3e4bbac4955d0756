-- Indexes that nobody reads, dropped
-- kind: indexes
-- from: rust-lang/crates.io, 2018-04-27-194025_remove_unused_indexes; travis-ci/travis-migrations, a dozen times

-- base
create table jobs (id serial primary key, type text, owner_id integer, queue text);
create index jobs_type on jobs (type);
create index jobs_owner on jobs (owner_id, queue);

-- candidate
drop index jobs_type;
--> statement-breakpoint
drop index if exists jobs_owner;
