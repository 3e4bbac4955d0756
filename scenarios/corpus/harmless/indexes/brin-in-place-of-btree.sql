-- A small index in place of a large one
-- kind: indexes
-- from: rust-lang/crates.io, 2021-05-05-081208: brin over days

-- base
create table daily (version_id integer not null, date date not null, downloads integer, primary key (version_id, date));
create index daily_by_date on daily (date);

-- candidate
drop index if exists daily_by_date;
--> statement-breakpoint
create index if not exists daily_date on daily using brin (date) with (pages_per_range = 1);
