-- A domain that gives way to a wider one
-- kind: moved or rebuilt
-- becomes: public.items.price converted public.items.price

-- base
create domain price as numeric(10,2);
create table items (id int primary key, price price);

-- candidate
create domain amount as numeric(14,4);
--> statement-breakpoint
alter table items alter price type amount;
--> statement-breakpoint
drop domain price;
