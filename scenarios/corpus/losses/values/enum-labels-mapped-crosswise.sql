-- An enum made anew, with two labels mapped crosswise
-- kind: enum remapped
-- finds: survival/values-altered public.tasks.priority at 3

-- base
create type priority as enum ('low', 'normal', 'high');
create table tasks (id serial primary key, priority priority not null);

-- candidate
alter type priority rename to priority_old;
--> statement-breakpoint
create type priority as enum ('p1', 'p2', 'p3');
--> statement-breakpoint
alter table tasks alter column priority type priority
  using (case priority::text when 'low' then 'p1' when 'normal' then 'p2' else 'p3' end)::priority;
--> statement-breakpoint
drop type priority_old;
