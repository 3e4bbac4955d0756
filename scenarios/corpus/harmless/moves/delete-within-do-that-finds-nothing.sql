-- A DELETE within DO that finds nothing
-- kind: moved or rebuilt
-- warns: coverage/statement-without-rows 0001_candidate at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
do $$ begin delete from people where id < 0 and id > 0; end $$;
