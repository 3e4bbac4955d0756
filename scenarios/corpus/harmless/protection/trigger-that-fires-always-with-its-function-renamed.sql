-- A trigger that fires always, with its function renamed
-- kind: protection
-- becomes: public.pages.title renamed public.pages.heading

-- base
create table pages (id serial primary key, title text not null unique, touched_at timestamptz);
create function touch() returns trigger language plpgsql as 'begin new.touched_at := now(); return new; end';
create trigger touch before update of title on pages for each row execute function touch();

-- candidate
alter function touch rename to stamp;
--> statement-breakpoint
alter table pages rename title to heading;
--> statement-breakpoint
alter trigger touch on pages rename to stamp;
