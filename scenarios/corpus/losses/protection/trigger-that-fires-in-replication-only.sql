-- A trigger that fires in replication only
-- kind: trigger lost or disabled
-- finds: protection/trigger-disabled public.pages.touch at 1

-- base
create table pages (id serial primary key, title text not null unique, touched_at timestamptz);
create function touch() returns trigger language plpgsql as 'begin new.touched_at := now(); return new; end';
create trigger touch before update on pages for each row execute function touch();

-- candidate
alter table pages enable replica trigger touch;
