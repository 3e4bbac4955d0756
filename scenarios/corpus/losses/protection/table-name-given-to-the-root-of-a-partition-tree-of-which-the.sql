-- A table's name given to the root of a partition tree, of which the table becomes a part
-- kind: row-level security lost
-- finds: protection/policy-lost public.notes.own at 2
-- finds: protection/row-security-lost public.notes at 2
-- warns: protection/constraint-lost public.notes.notes_pkey at 2

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);

-- candidate
alter table notes rename to notes_1;
--> statement-breakpoint
create table notes (like notes_1 including defaults) partition by range (id);
--> statement-breakpoint
alter table notes attach partition notes_1 for values from (minvalue) to (maxvalue);
