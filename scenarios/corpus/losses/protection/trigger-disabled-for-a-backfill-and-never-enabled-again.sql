-- A trigger disabled for a backfill and never enabled again
-- kind: trigger lost or disabled
-- finds: protection/trigger-disabled public.pages.touch at 1
-- warns: coverage/statement-without-effect 0001_candidate at 2

-- base
create table pages (id serial primary key, title text not null, touched_at timestamptz);
create function touch() returns trigger language plpgsql as 'begin new.touched_at := now(); return new; end';
create trigger touch before update on pages for each row execute function touch();

-- candidate
alter table pages disable trigger touch;
--> statement-breakpoint
update pages set title = title;
