-- A table swapped for a copy with all that protects it
-- kind: old names kept

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);
alter table notes add unique (author, id);

-- candidate
create table notes2 (like notes including all);
--> statement-breakpoint
insert into notes2 select * from notes;
--> statement-breakpoint
alter table notes2 enable row level security;
--> statement-breakpoint
create policy own on notes2 using (author = current_user);
--> statement-breakpoint
alter table notes rename to notes_old;
--> statement-breakpoint
alter table notes2 rename to notes;
