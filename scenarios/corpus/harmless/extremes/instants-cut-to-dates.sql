-- Instants cut to dates
-- kind: only values at the edge stand in the way

-- base
create table loans (id serial primary key, due timestamptz not null);

-- candidate
alter table loans add column day date;
--> statement-breakpoint
update loans set day = due::date;
