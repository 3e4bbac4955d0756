-- A tag appended to every list of tags
-- kind: only values at the edge stand in the way
-- warns: candidate/overflows 0001_candidate at 2

-- base
create table posts (id serial primary key, tags text[] not null);

-- candidate
alter table posts add column labels text[];
--> statement-breakpoint
update posts set labels = array_append(tags, 'imported');
