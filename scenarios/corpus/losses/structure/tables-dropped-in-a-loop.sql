-- All tables of a prefix dropped in a loop
-- kind: table or schema dropped
-- finds: survival/table-lost public.tmp_import at 1
-- finds: survival/table-lost public.tmpl_letters at 1

-- base
create table tmp_import (id serial primary key, line text not null);
create table tmpl_letters (id serial primary key, body text not null);
create table people (id serial primary key, name text not null);

-- candidate
do $$
declare t text;
begin
  for t in select tablename from pg_tables where schemaname = 'public' and tablename like 'tmp_%' loop
    execute format('drop table %I', t);
  end loop;
end $$;
