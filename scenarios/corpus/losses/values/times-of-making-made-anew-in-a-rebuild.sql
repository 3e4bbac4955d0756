-- A rebuild that leaves a time to its default, which is now
-- kind: values overwritten
-- finds: survival/values-altered public.notes.created_at at 3

-- base
create table notes (id integer primary key, body text, created_at timestamptz not null default now());

-- candidate
create table notes_new (id integer primary key, body text, created_at timestamptz not null default now());
--> statement-breakpoint
insert into notes_new (id, body) select id, body from notes;
--> statement-breakpoint
drop table notes;
--> statement-breakpoint
alter table notes_new rename to notes;
