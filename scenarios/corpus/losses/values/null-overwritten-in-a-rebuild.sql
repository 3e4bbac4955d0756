-- A rebuild whose COALESCE gives NULL a value
-- kind: NULL overwritten
-- warns: survival/values-filled public.shifts.ended at 3

-- base
create table shifts (id integer primary key, began timestamp not null, ended timestamp);

-- candidate
create table shifts_new (id integer primary key, began timestamp not null, ended timestamp not null);
--> statement-breakpoint
insert into shifts_new select id, began, coalesce(ended, began) from shifts;
--> statement-breakpoint
drop table shifts;
--> statement-breakpoint
alter table shifts_new rename to shifts;
