-- A table of one value per row folded into the table that it belongs to
-- kind: moved
-- finds: survival/table-lost public.readme_rendering at 3
-- from: rust-lang/crates.io, 2017-09-23-210614_move_readme_rendering_onto_versions

-- base
create table versions (id serial primary key, num text not null);
create table readme_rendering (version_id integer primary key references versions on delete cascade, rendered_at timestamp not null);

-- candidate
alter table versions add column readme_rendered_at timestamp;
--> statement-breakpoint
update versions set readme_rendered_at = readme_rendering.rendered_at
from readme_rendering where readme_rendering.version_id = versions.id;
--> statement-breakpoint
drop table readme_rendering;
