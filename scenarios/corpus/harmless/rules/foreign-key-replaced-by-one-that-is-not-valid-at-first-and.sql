-- A foreign key replaced by one that is NOT VALID at first, and validated
-- kind: rules changed

-- base
create table parents (id serial primary key, name text not null);
create table children (id serial primary key, parent_id integer not null references parents on delete cascade, toy text);

-- candidate
alter table children drop constraint children_parent_id_fkey;
--> statement-breakpoint
alter table children add constraint children_parent foreign key (parent_id) references parents on delete cascade not valid;
--> statement-breakpoint
alter table children validate constraint children_parent;
