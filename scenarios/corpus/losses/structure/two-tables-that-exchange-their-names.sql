-- Two tables that exchange their names
-- kind: old name given to something else
-- finds: survival/name-reused public.a at 2
-- finds: survival/name-reused public.b at 3

-- base
create table a (id integer primary key, v text);
create table b (id integer primary key, v text);

-- candidate
alter table a rename to c;
--> statement-breakpoint
alter table b rename to a;
--> statement-breakpoint
alter table c rename to b;
