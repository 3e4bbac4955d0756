-- An old table name kept as a view that gives a column otherwise
-- kind: old name given to something else
-- finds: survival/name-reused public.people at 2

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people rename to persons;
--> statement-breakpoint
create view people as select id, lower(name) as name, email, age from persons;
