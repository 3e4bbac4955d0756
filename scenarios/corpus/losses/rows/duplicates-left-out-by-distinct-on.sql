-- A table rebuilt by DISTINCT ON
-- kind: duplicates merged
-- finds: survival/rows-lost public.prices at 2
-- warns: protection/constraint-lost public.prices.prices_product_id_check at 2

-- base
create table prices (id integer primary key, product_id integer not null check (product_id between 1 and 9), price numeric(8,2) not null);

-- candidate
create table prices_new as select distinct on (product_id) * from prices order by product_id, id desc;
--> statement-breakpoint
drop table prices;
--> statement-breakpoint
alter table prices_new rename to prices;
--> statement-breakpoint
alter table prices add constraint prices_pkey primary key (id);
