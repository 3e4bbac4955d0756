-- A trigger function that passes over updates which change nothing
-- kind: triggers
-- warns: protection/trigger-changed public.pages.touch at 1
-- from: LemmyNet/lemmy, 2023-07-26-222023_site-aggregates-one

-- base
create table pages (id serial primary key, title text not null, touched timestamptz);
create function touch() returns trigger language plpgsql as 'begin new.touched := now(); return new; end';
create trigger touch before update on pages for each row execute function touch();

-- candidate
create or replace function touch() returns trigger language plpgsql as $$
begin
  if new is distinct from old then
    new.touched := now();
  end if;
  return new;
end
$$;
