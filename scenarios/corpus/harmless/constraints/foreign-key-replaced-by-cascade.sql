-- A foreign key made anew with ON DELETE CASCADE, in one statement
-- kind: constraints
-- warns: protection/constraint-changed public.dependencies.fk_dependencies_version_id at 1
-- from: rust-lang/crates.io, 20170708135123_ensure_version_id_foreign_keys_cascade

-- base
create table versions (id serial primary key, num text not null);
create table dependencies (
  id serial primary key,
  version_id integer not null constraint fk_dependencies_version_id references versions,
  req text
);

-- candidate
alter table dependencies
  drop constraint fk_dependencies_version_id,
  add constraint fk_dependencies_version_id foreign key (version_id) references versions (id) on delete cascade;
