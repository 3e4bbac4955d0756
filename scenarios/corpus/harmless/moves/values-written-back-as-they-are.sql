-- Values written back as they are
-- kind: moved or rebuilt
-- warns: coverage/statement-without-effect 0001_candidate at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
update people set name = name, email = email || '';
--> statement-breakpoint
do $$ begin perform 1; end $$;
