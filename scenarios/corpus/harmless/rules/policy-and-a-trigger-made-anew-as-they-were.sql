-- A policy and a trigger made anew as they were
-- kind: rules changed

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);
create table pages (id serial primary key, title text not null, touched_at timestamptz);
create function touch() returns trigger language plpgsql as 'begin new.touched_at := now(); return new; end';
create trigger touch before update on pages for each row execute function touch();

-- candidate
drop policy own on notes;
--> statement-breakpoint
create policy own on notes using (author = current_user);
--> statement-breakpoint
drop trigger touch on pages;
--> statement-breakpoint
create trigger touch before update on pages for each row execute function touch();
