-- A check that is NOT VALID, a required column checked first
-- kind: rules changed

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people add constraint adult check (age >= 18) not valid;
--> statement-breakpoint
alter table people add constraint named check (name is not null) not valid;
--> statement-breakpoint
alter table people validate constraint named;
--> statement-breakpoint
alter table people drop constraint named;
