-- A table of one row, with an index that allows no second
-- kind: lookup rows
-- from: hashicorp/boundary, 73/01_census_logging

-- base
create table sessions (id serial primary key, started timestamptz);

-- candidate
create table census_last_logged (last_logged_at timestamptz primary key);
--> statement-breakpoint
comment on table census_last_logged is 'One row: the time of the last census.';
--> statement-breakpoint
create unique index census_last_logged_one_row on census_last_logged ((last_logged_at is not null));
--> statement-breakpoint
insert into census_last_logged (last_logged_at) values ('-infinity');
