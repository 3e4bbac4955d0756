-- A policy that calls another function of the same name
-- kind: policy widened
-- finds: protection/policy-changed public.notes.own at 3

-- base
create function may(who text) returns boolean language sql stable as 'select who = current_user';
create table notes (id serial primary key, author text not null);
alter table notes enable row level security;
create policy own on notes using (may(author));

-- candidate
alter function may rename to might;
--> statement-breakpoint
create function may(who text) returns boolean language sql as 'select true';
--> statement-breakpoint
alter policy own on notes using (may(author));
