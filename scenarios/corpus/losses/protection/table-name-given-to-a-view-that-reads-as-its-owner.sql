-- A table's name given to a view that reads as its owner
-- kind: row-level security lost
-- finds: protection/row-security-lost public.notes at 2
-- says: reads as its owner

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);

-- candidate
alter table notes rename to notes_data;
--> statement-breakpoint
create view notes as select * from notes_data;
