-- An exclusion that all rows keep, since each has a resource of its own
-- kind: constraints
-- from: hashicorp/boundary, 71/08_target_history: EXCLUDE USING gist over a range of time

-- base
create table bookings (id serial primary key, room integer not null unique, during tstzrange not null);

-- candidate
create extension if not exists btree_gist;
--> statement-breakpoint
alter table bookings add constraint no_overlap exclude using gist (room with =, during with &&);
