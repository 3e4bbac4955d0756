-- An UPDATE of a mark, which makes a trigger delete
-- kind: trigger fires in a backfill
-- finds: survival/rows-lost public.files at 1
-- warns: survival/values-filled public.folders.archived at 1

-- base
create table files (id serial primary key, name text not null);
create table folders (id serial primary key, name text not null, archived boolean);
create function tidy() returns trigger language plpgsql as $$
begin
  if new.archived then delete from files where id % 2 = new.id % 2; end if;
  return new;
end $$;
create trigger tidy after update on folders for each row execute function tidy();

-- candidate
update folders set archived = true where archived is null;
