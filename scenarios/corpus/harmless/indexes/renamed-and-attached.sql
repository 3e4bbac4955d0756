-- Indexes renamed to what the next release expects
-- kind: indexes
-- from: rust-lang/crates.io, 2019-09-19-185655_add_experimental_indexes

-- base
create table recent (id serial primary key, downloads integer);
create index sgrif_testing on recent (downloads);

-- candidate
alter index if exists sgrif_testing rename to recent_by_downloads;
--> statement-breakpoint
create index if not exists recent_by_downloads on recent (downloads);
