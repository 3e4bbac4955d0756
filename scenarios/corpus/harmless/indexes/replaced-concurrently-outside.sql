-- An index replaced by one over more columns, the old one dropped last
-- kind: indexes
-- from: rust-lang/crates.io, 2018-04-13-170549_properly_index_version_downloads

-- base
create table downloads (id serial primary key, version_id integer not null, processed boolean not null default false);
create index downloads_processed on downloads (processed);

-- candidate
create unique index downloads_not_processed on downloads (id) where processed = false;
--> statement-breakpoint
drop index downloads_processed;
