-- A new table with a foreign key, filled from an old one
-- kind: added

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
create table addresses (id serial primary key, person_id integer not null references people on delete cascade, line text);
--> statement-breakpoint
insert into addresses (person_id, line) select id, email from people where email is not null;
