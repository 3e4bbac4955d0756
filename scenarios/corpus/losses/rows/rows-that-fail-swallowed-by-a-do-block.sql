-- Rows copied one by one by a DO block that swallows what fails
-- kind: errors swallowed
-- finds: survival/rows-lost public.measures at 3
-- finds: survival/values-altered public.measures.value at 3

-- base
create table measures (id integer primary key, value text not null);

-- candidate
create table measures_new (id integer primary key, value integer not null);
--> statement-breakpoint
do $$
declare r record;
begin
  for r in select * from measures loop
    begin
      insert into measures_new values (r.id, r.value::integer);
    exception when others then null;
    end;
  end loop;
end $$;
--> statement-breakpoint
drop table measures;
--> statement-breakpoint
alter table measures_new rename to measures;
