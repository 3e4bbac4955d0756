-- A table swapped for a copy without its trigger, its keys and its sequence's position
-- kind: trigger lost or disabled
-- finds: protection/sequence-behind public.pages.id at 4
-- finds: protection/trigger-lost public.pages.touch at 4
-- warns: protection/constraint-lost public.pages.pages_pkey at 4
-- warns: protection/constraint-lost public.pages.pages_title_key at 4

-- base
create table pages (id serial primary key, title text not null unique, touched_at timestamptz);
create function touch() returns trigger language plpgsql as 'begin new.touched_at := now(); return new; end';
create trigger touch before update on pages for each row execute function touch();

-- candidate
create table pages2 (id serial, title text not null, touched_at timestamptz);
--> statement-breakpoint
insert into pages2 select * from pages;
--> statement-breakpoint
alter table pages rename to pages_old;
--> statement-breakpoint
alter table pages2 rename to pages;
