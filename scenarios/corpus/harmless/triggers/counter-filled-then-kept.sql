-- A counter filled once, and kept by a trigger from then on
-- kind: triggers
-- from: rust-lang/crates.io, 2025-02-11-163554_fix-num-versions-trigger and what it builds on

-- base
create table crates (id serial primary key, name text not null);
create table versions (id serial primary key, crate_id integer not null references crates on delete cascade, num text);

-- candidate
alter table crates add column num_versions integer not null default 0;
--> statement-breakpoint
update crates set num_versions = counted.n
from (select crate_id, count(*) as n from versions group by crate_id) counted
where counted.crate_id = crates.id;
--> statement-breakpoint
create function count_versions() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update crates set num_versions = num_versions + 1 where id = new.crate_id;
    return new;
  end if;
  update crates set num_versions = num_versions - 1 where id = old.crate_id;
  return old;
end
$$;
--> statement-breakpoint
create trigger count_versions after insert or delete on versions for each row execute function count_versions();
