-- A view whose columns and tables are renamed, and one made anew as it was
-- kind: protection
-- becomes: public.notes.body renamed public.remarks.content

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);
create view bodies as select id, body from notes;
create view ids as select id from notes;

-- candidate
alter table notes rename body to content;
--> statement-breakpoint
alter table notes rename to remarks;
--> statement-breakpoint
alter view bodies rename to contents;
--> statement-breakpoint
drop view ids;
--> statement-breakpoint
create view ids as select id from remarks notes;
