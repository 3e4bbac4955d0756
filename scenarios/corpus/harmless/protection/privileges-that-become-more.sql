-- Privileges that become more
-- kind: protection

-- base
create table people (id serial primary key, name text);
grant select (name) on people to public;
grant insert on people to public;

-- candidate
grant select, insert, delete on people to public;
--> statement-breakpoint
grant update (name) on people to public;
