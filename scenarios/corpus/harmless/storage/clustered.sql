-- A table written anew in the order of an index
-- kind: storage
-- from: maintenance within migrations: CLUSTER and ANALYZE

-- base
create table points (id serial primary key, x integer not null);
create index points_x on points (x);

-- candidate
cluster points using points_x;
--> statement-breakpoint
analyze points;
