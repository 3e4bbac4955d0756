-- The place of a tag in its list written down
-- kind: only values at the edge stand in the way
-- warns: candidate/overflows 0001_candidate at 2

-- base
create table posts (id serial primary key, tags text[] not null);

-- candidate
alter table posts add column featured_at integer;
--> statement-breakpoint
update posts set featured_at = array_position(tags, 'featured');
