-- DROP NOT NULL, SET DEFAULT, DROP DEFAULT
-- kind: rules changed

-- base
create table people (id serial primary key, name text not null, age integer default 3);

-- candidate
alter table people alter column name drop not null;
--> statement-breakpoint
alter table people alter column name set default 'nobody';
--> statement-breakpoint
alter table people alter column age drop default;
