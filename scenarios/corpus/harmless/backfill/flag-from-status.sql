-- A flag derived from a status that stays
-- kind: backfill
-- from: concourse/concourse, 1556724983_add_aborted_to_builds

-- base
create table builds (
  id serial primary key,
  name text not null,
  status text not null check (status in ('pending', 'started', 'aborted', 'succeeded'))
);

-- candidate
alter table builds add column aborted boolean default false not null;
--> statement-breakpoint
update builds set aborted = true where status = 'aborted';
