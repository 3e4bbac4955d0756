-- A new column filled from old ones, and then required
-- kind: added

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people add column label text;
--> statement-breakpoint
update people set label = name || coalesce(email, '');
--> statement-breakpoint
alter table people alter column label set not null;
