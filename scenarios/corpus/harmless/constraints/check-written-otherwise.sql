-- A CHECK written in another way that says the same
-- kind: constraints
-- warns: protection/constraint-changed public.servers.known at 1
-- from: histories that rewrite IN lists

-- base
create table servers (id serial primary key, type text not null constraint known check (type in ('a', 'b')));

-- candidate
alter table servers drop constraint known;
--> statement-breakpoint
alter table servers add constraint known check (type = 'a' or type = 'b');
