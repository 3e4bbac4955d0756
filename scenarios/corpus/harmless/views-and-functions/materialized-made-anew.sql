-- A materialized view made anew from another table, filled at once
-- kind: views and functions
-- warns: protection/view-changed public.recent at 1
-- from: rust-lang/crates.io, 2019-03-22-162022

-- base
create table downloads (crate_id integer not null, day date not null, n bigint not null, primary key (crate_id, day));
create materialized view recent as select crate_id, sum(n) as downloads from downloads group by crate_id;

-- candidate
drop materialized view recent;
--> statement-breakpoint
create materialized view recent (crate_id, downloads) as
select crate_id, sum(n) from downloads where n > 0 group by crate_id;
--> statement-breakpoint
create unique index recent_crate_id on recent (crate_id);
--> statement-breakpoint
refresh materialized view recent;
