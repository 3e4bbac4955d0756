-- Times widened
-- kind: type widened
-- warns: candidate/overflows public.times.b at 1
-- becomes: public.times.a converted public.times.a
-- becomes: public.times.b converted public.times.b
-- becomes: public.times.c converted public.times.c
-- becomes: public.times.d converted public.times.d

-- base
create table times (id serial primary key, a timestamp(3), b date, c timestamptz, d time(0));

-- candidate
alter table times alter column a type timestamp(6), alter column b type timestamp;
--> statement-breakpoint
alter table times alter column c type timestamp using c at time zone 'UTC', alter column d type time(6);
