-- An extension, and a trigram index over lower case
-- kind: indexes
-- from: rust-lang/crates.io, 2019-05-14-165316_index_crate_name_for_like

-- base
create table crates (id serial primary key, name varchar not null);

-- candidate
create extension if not exists pg_trgm schema public;
--> statement-breakpoint
create index crates_name_trgm on crates using gin (lower(name) gin_trgm_ops);
