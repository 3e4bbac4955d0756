-- Int to bigint, a key and its references too
-- kind: type widened
-- becomes: public.children.id converted public.children.id
-- becomes: public.children.parent_id converted public.children.parent_id
-- becomes: public.parents.id converted public.parents.id

-- base
create table parents (id serial primary key, name text not null);
create table children (id serial primary key, parent_id integer not null references parents on delete cascade, toy text);

-- candidate
alter table parents alter column id type bigint;
--> statement-breakpoint
alter table children alter column id type bigint, alter column parent_id type bigint;
--> statement-breakpoint
alter sequence parents_id_seq as bigint;
