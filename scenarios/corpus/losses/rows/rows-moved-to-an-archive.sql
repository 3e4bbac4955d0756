-- Rows moved to an archive
-- kind: rows moved away
-- finds: survival/rows-lost public.orders at 3

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2));

-- candidate
create table archive (like orders);
--> statement-breakpoint
insert into archive select * from orders where status = 'done';
--> statement-breakpoint
delete from orders where status = 'done';
