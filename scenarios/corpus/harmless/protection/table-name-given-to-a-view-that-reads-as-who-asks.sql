-- A table's name given to a view that reads as who asks
-- kind: old names kept
-- needs: 15

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);

-- candidate
alter table notes rename to notes_data;
--> statement-breakpoint
create view notes with (security_invoker = on) as select * from notes_data;
