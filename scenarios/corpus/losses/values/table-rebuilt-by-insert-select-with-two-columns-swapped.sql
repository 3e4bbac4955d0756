-- A table rebuilt by INSERT … SELECT with two columns swapped
-- kind: columns swapped
-- finds: survival/values-altered public.contacts.first_name at 3
-- finds: survival/values-altered public.contacts.last_name at 3

-- base
create table contacts (id integer primary key, first_name text not null, last_name text not null);

-- candidate
create table contacts_new (id integer primary key, first_name text not null, last_name text not null);
--> statement-breakpoint
insert into contacts_new (id, last_name, first_name) select id, first_name, last_name from contacts;
--> statement-breakpoint
drop table contacts;
--> statement-breakpoint
alter table contacts_new rename to contacts;
