-- A table split in two, and a view that answers to its name
-- kind: split
-- from: refactoring guides: split table, with a view for the old release

-- base
create table customers (id integer primary key, name text not null, street text, town text not null);

-- candidate
create table customer_addresses (customer_id integer primary key, street text, town text not null);
--> statement-breakpoint
insert into customer_addresses select id, street, town from customers;
--> statement-breakpoint
alter table customers rename to customer_names;
--> statement-breakpoint
alter table customer_addresses add foreign key (customer_id) references customer_names (id);
--> statement-breakpoint
create view customers as
select n.id, n.name, a.street, a.town from customer_names n join customer_addresses a on a.customer_id = n.id;
