-- A trigger made anew that fires for one column only
-- kind: triggers
-- warns: protection/trigger-changed public.versions.versions_set_updated_at at 1
-- from: rust-lang/crates.io, 2021-10-08-113656_simplify_versions_trigger

-- base
create table versions (id serial primary key, num text not null, yanked boolean not null default false, updated_at timestamp not null default now());
create function set_updated_at() returns trigger language plpgsql as 'begin new.updated_at := now(); return new; end';
create trigger versions_set_updated_at before update on versions for each row execute function set_updated_at();

-- candidate
drop trigger versions_set_updated_at on versions;
--> statement-breakpoint
create trigger versions_set_updated_at before update of yanked on versions for each row execute function set_updated_at();
