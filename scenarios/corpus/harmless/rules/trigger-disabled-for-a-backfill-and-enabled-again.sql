-- A trigger disabled for a backfill, and enabled again
-- kind: rules changed

-- base
create table pages (id serial primary key, title text not null, touched_at timestamptz);
create function touch() returns trigger language plpgsql as 'begin new.touched_at := now(); return new; end';
create trigger touch before update on pages for each row execute function touch();

-- candidate
alter table pages disable trigger touch;
--> statement-breakpoint
alter table pages add column slug text;
--> statement-breakpoint
update pages set slug = lower(title);
--> statement-breakpoint
alter table pages enable trigger touch;
