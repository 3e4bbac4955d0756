-- A column renamed in a chain that ends at another column's old name
-- kind: renamed
-- becomes: public.people.id renamed public.people.number
-- becomes: public.people.email renamed public.people.address

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people rename column email to mail;
--> statement-breakpoint
alter table people rename column mail to address;
--> statement-breakpoint
alter table people drop constraint people_pkey;
--> statement-breakpoint
alter table people rename column id to number;
--> statement-breakpoint
alter table people add primary key (number);
