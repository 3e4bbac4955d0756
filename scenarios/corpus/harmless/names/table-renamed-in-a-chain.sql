-- A table renamed, in a chain
-- kind: renamed

-- base
create table parents (id serial primary key, name text not null);
create table children (id serial primary key, parent_id integer not null references parents on delete cascade, toy text);

-- candidate
alter table parents rename to adults;
--> statement-breakpoint
alter table adults rename to guardians;
