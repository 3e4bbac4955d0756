-- An old table name kept as a view
-- kind: renamed

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people rename to persons;
--> statement-breakpoint
create view people as select * from persons;
