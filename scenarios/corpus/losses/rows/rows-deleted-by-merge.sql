-- Rows deleted by MERGE
-- kind: rows deleted
-- needs: 15
-- finds: survival/rows-lost public.orders at 2
-- warns: protection/constraint-lost public.returns.returns_order_id_fkey at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2));
create table returns (id serial primary key, order_id integer not null references orders);

-- candidate
alter table returns drop constraint returns_order_id_fkey;
--> statement-breakpoint
merge into orders o using returns r on r.order_id = o.id and r.id < 5 when matched then delete;
