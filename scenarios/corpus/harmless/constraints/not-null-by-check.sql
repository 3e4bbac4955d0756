-- A required column by way of a CHECK that was validated before
-- kind: constraints
-- warns: protection/constraint-lost public.versions.versions_tar_sha256_present at 2
-- from: strong_migrations, "Setting NOT NULL on an existing column"; rust-lang/crates.io, versions_tar_sha256_not_null

-- base
create table versions (
  id serial primary key,
  num text not null,
  tar_sha256 bytea constraint versions_tar_sha256_present check (tar_sha256 is not null)
);

-- candidate
alter table versions alter column tar_sha256 set not null;
--> statement-breakpoint
alter table versions drop constraint if exists versions_tar_sha256_present;
