-- A column dropped by dynamic SQL in a DO block
-- kind: column dropped
-- finds: survival/column-lost public.people.email at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
do $$ begin execute 'alter table people ' || 'dr' || 'op column email'; end $$;
