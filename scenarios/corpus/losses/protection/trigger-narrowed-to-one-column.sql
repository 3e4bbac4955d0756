-- A trigger narrowed to one column
-- kind: trigger lost or disabled
-- warns: protection/trigger-changed public.pages.touch at 1

-- base
create table pages (id serial primary key, title text not null unique, touched_at timestamptz);
create function touch() returns trigger language plpgsql as 'begin new.touched_at := now(); return new; end';
create trigger touch before update on pages for each row execute function touch();

-- candidate
drop trigger touch on pages;
--> statement-breakpoint
create trigger touch before update of title on pages for each row execute function touch();
