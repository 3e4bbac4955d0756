-- Row-level security enabled
-- kind: rules changed

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2));

-- candidate
alter table orders enable row level security;
--> statement-breakpoint
create policy all_of_them on orders using (true);
