-- Dates printed into a column that becomes required
-- kind: only values at the edge stand in the way
-- warns: candidate/overflows 0001_candidate at 2

-- base
create table loans (id serial primary key, due date not null);

-- candidate
alter table loans add column month text;
--> statement-breakpoint
update loans set month = to_char(due, 'YYYY-MM');
--> statement-breakpoint
alter table loans alter column month set not null;
