-- A table swapped for a copy without its row-level security
-- kind: row-level security lost
-- finds: protection/policy-lost public.notes.own at 4
-- finds: protection/row-security-lost public.notes at 4

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);

-- candidate
create table notes2 (like notes including all);
--> statement-breakpoint
insert into notes2 select * from notes;
--> statement-breakpoint
alter table notes rename to notes_old;
--> statement-breakpoint
alter table notes2 rename to notes;
