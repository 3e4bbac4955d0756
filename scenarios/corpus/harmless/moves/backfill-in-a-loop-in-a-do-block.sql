-- A backfill in a loop, in a DO block
-- kind: moved or rebuilt

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people add column initial text;
--> statement-breakpoint
do $$ declare r record; begin for r in select id, name from people loop update people set initial = left(r.name, 1) where id = r.id; end loop; end $$;
