-- A table dropped after its rows were copied, which takes its policy along
-- kind: row-level security lost
-- finds: protection/policy-lost public.notes.own at 4
-- finds: protection/row-security-lost public.notes at 1

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);

-- candidate
alter table notes disable row level security;
--> statement-breakpoint
create table notes2 (id serial primary key, author text not null, body text);
--> statement-breakpoint
insert into notes2 select * from notes;
--> statement-breakpoint
drop table notes;
--> statement-breakpoint
alter table notes2 rename to notes;
--> statement-breakpoint
select setval('notes2_id_seq', 100000);
