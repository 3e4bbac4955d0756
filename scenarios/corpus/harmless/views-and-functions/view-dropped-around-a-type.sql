-- A view dropped for a change of type, and made again
-- kind: views and functions
-- becomes: public.jobs.attempts converted public.jobs.attempts
-- from: hashicorp/boundary and LemmyNet/lemmy: DROP VIEW, ALTER, CREATE VIEW, more than 50 times

-- base
create table jobs (id integer primary key, name text not null, attempts integer not null default 0);
create view busy_jobs as select id, name, attempts from jobs where attempts > 0;

-- candidate
drop view busy_jobs;
--> statement-breakpoint
alter table jobs alter column attempts type bigint;
--> statement-breakpoint
create view busy_jobs as select id, name, attempts from jobs where attempts > 0;
