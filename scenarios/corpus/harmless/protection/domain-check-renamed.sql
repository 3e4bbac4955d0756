-- A domain's check renamed
-- kind: protection

-- base
create domain mail as text constraint sane check (value like '%@%');
create table people (id serial primary key, mail mail);

-- candidate
alter domain mail rename constraint sane to shape;
--> statement-breakpoint
alter domain mail rename to address;
