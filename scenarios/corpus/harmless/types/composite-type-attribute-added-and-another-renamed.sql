-- A composite type's attribute added and another renamed
-- kind: type widened

-- base
create type address as (street text, zip text);
create table shops (id serial primary key, address address, name text);

-- candidate
alter type address add attribute country text cascade;
--> statement-breakpoint
alter type address rename attribute zip to postcode;
