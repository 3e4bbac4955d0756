-- A text that becomes an enum
-- kind: checks and types that suit the values
-- becomes: public.o.status converted public.o.status

-- base
create table o (id serial primary key, status text not null);

-- candidate
create type st as enum ('new', 'paid');
--> statement-breakpoint
alter table o alter status type st using status::st;
