-- Things dropped that are not there any more
-- kind: clean-up
-- from: rust-lang/crates.io, 20170502181306_drop_schema_migrations and 2026-05-27-130000-0000_drop_semver_ord, run where they ran before

-- base
create table versions (id serial primary key, num text not null);

-- candidate
drop table if exists schema_migrations;
--> statement-breakpoint
drop trigger if exists set_semver_ord on versions;
--> statement-breakpoint
drop function if exists set_semver_ord();
--> statement-breakpoint
alter table versions drop column if exists semver_ord;
--> statement-breakpoint
drop view if exists version_list cascade;
--> statement-breakpoint
drop type if exists semver_kind cascade;
