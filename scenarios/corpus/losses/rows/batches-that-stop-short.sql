-- A table copied in batches, the last of which is never reached
-- kind: rows left out of a rebuild
-- finds: survival/rows-lost public.visits at 3
-- warns: protection/constraint-lost public.visits.visits_id_check at 3

-- base
create table visits (id integer primary key check (id > 0), page text);

-- candidate
create table visits_new (id bigint primary key, page text);
--> statement-breakpoint
do $$
declare
  highest integer := (select max(id) from visits);
  step integer := greatest(highest / 4, 1);
begin
  for batch in 0 .. 3 loop
    insert into visits_new select * from visits where id >= batch * step and id < (batch + 1) * step;
  end loop;
end $$;
--> statement-breakpoint
drop table visits;
--> statement-breakpoint
alter table visits_new rename to visits;
