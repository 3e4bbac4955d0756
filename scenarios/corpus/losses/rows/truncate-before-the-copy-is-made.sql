-- A table truncated before it is read, in a rebuild in place
-- kind: truncate
-- finds: survival/rows-lost public.rates at 1

-- base
create table rates (currency char(3) primary key, rate numeric(12,6) not null);

-- candidate
truncate rates;
--> statement-breakpoint
create temporary table rates_copy on commit drop as select * from rates;
--> statement-breakpoint
insert into rates select * from rates_copy;
