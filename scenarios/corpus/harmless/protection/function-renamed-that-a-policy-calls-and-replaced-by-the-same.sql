-- A function renamed that a policy calls, and replaced by the same
-- kind: protection

-- base
create function may(who text) returns boolean language sql stable as 'select who = current_user';
create table notes (id serial primary key, author text not null);
alter table notes enable row level security;
create policy own on notes using (may(author));

-- candidate
create or replace function may(who text) returns boolean language sql stable as 'select who = current_user';
--> statement-breakpoint
alter function may rename to might;
