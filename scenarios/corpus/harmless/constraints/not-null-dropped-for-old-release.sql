-- A column that the next release no longer writes, made optional
-- kind: constraints
-- from: rust-lang/crates.io, 2026-06-17-110629-0000_versions_checksum_drop_not_null

-- base
create table versions (id serial primary key, num text not null, checksum text not null);

-- candidate
alter table versions alter column checksum drop not null;
