-- A table of history that starts with what is there
-- kind: split
-- from: hashicorp/boundary, 71/08_target_history

-- base
create table targets (public_id text primary key, name text not null, port integer);

-- candidate
create table target_history (
  history_id uuid primary key default gen_random_uuid(),
  public_id text not null,
  name text not null,
  port integer,
  valid_range tstzrange not null default tstzrange(current_timestamp, null)
);
--> statement-breakpoint
insert into target_history (public_id, name, port) select public_id, name, port from targets;
