-- Values that a trigger writes when others are touched
-- kind: trigger fires in a backfill
-- finds: survival/values-altered public.pages.touched_at at 1
-- says: trigger touch writes this column

-- base
create table pages (id serial primary key, title text not null, touched_at timestamptz);
create function touch() returns trigger language plpgsql as 'begin new.touched_at := now(); return new; end';
create trigger touch before update on pages for each row execute function touch();

-- candidate
update pages set title = title;
