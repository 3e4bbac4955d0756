-- A domain's check dropped, and another's weakened
-- kind: constraint lost or weakened
-- warns: protection/constraint-changed public.age.adult at 2
-- warns: protection/constraint-lost public.mail.sane at 1

-- base
create domain mail as text constraint sane check (value like '%@%');
create domain age as integer constraint adult check (value between 18 and 99);
create table people (id serial primary key, mail mail, age age);

-- candidate
alter domain mail drop constraint sane;
--> statement-breakpoint
alter domain age drop constraint adult;
--> statement-breakpoint
alter domain age add constraint adult check (value between 0 and 999);
