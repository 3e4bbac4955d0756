-- A faithful rebuild with its columns in another order
-- kind: moved or rebuilt
-- becomes: public.contacts.id converted public.contacts.id

-- base
create table contacts (id integer primary key, first_name text not null, last_name text not null);

-- candidate
create table contacts_new (last_name text not null, id bigint, first_name text not null);
--> statement-breakpoint
insert into contacts_new (id, first_name, last_name) select id, first_name, last_name from contacts;
--> statement-breakpoint
drop table contacts;
--> statement-breakpoint
alter table contacts_new rename to contacts;
--> statement-breakpoint
alter table contacts add primary key (id);
