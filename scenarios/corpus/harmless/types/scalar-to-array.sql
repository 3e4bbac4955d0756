-- One address that becomes a list of one
-- kind: types
-- from: guides on turning a column into an array: USING array[column]

-- base
create table contacts (id serial primary key, email text not null, name text);

-- candidate
alter table contacts add column emails text[] not null default '{}';
--> statement-breakpoint
update contacts set emails = array[email];
