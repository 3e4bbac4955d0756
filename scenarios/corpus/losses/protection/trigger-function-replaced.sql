-- A trigger's function replaced
-- kind: trigger lost or disabled
-- warns: protection/trigger-changed public.pages.touch at 1
-- says: public\.touch has another source

-- base
create table pages (id serial primary key, title text not null unique, touched_at timestamptz);
create function touch() returns trigger language plpgsql as 'begin new.touched_at := now(); return new; end';
create trigger touch before update on pages for each row execute function touch();

-- candidate
create or replace function touch() returns trigger language plpgsql as 'begin return new; end';
