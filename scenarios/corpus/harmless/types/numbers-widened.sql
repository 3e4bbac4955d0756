-- Numbers widened
-- kind: type widened
-- becomes: public.sums.a converted public.sums.a
-- becomes: public.sums.b converted public.sums.b
-- becomes: public.sums.c converted public.sums.c
-- becomes: public.sums.d converted public.sums.d

-- base
create table sums (id serial primary key, a numeric(10,2), b real, c smallint, d integer);

-- candidate
alter table sums alter column a type numeric(14,4), alter column b type double precision;
--> statement-breakpoint
alter table sums alter column c type integer, alter column d type numeric;
