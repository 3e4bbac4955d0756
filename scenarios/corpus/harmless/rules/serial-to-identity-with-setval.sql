-- Serial to identity with setval
-- kind: rules changed

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people alter column id drop default;
--> statement-breakpoint
drop sequence people_id_seq;
--> statement-breakpoint
alter table people alter column id add generated always as identity;
--> statement-breakpoint
select setval(pg_get_serial_sequence('people', 'id'), (select max(id) from people));
