-- An index, a view, a trigger, a comment, a grant
-- kind: added

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
create index people_email on people (lower(email)) where email is not null;
--> statement-breakpoint
create view adults as select id, name from people where age >= 18;
--> statement-breakpoint
create materialized view ages as select age, count(*) from people group by age;
--> statement-breakpoint
create function no() returns trigger language plpgsql as 'begin return new; end';
--> statement-breakpoint
create trigger no before update on people for each row execute function no();
--> statement-breakpoint
comment on table people is 'all of them'; comment on column people.age is 'in years';
--> statement-breakpoint
grant select on people to public;
