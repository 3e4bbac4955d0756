-- A table rebuilt with every column, its key and its sequence
-- kind: rebuild
-- from: Alembic's batch mode and hand-written rebuilds

-- base
create table invoices (id serial primary key, number text not null, total numeric(10,2), paid boolean not null default false);

-- candidate
create table invoices_new (
  id integer not null default nextval('invoices_id_seq'),
  number text not null,
  total numeric(10,2),
  paid boolean not null default false,
  note text
);
--> statement-breakpoint
insert into invoices_new (id, number, total, paid) select id, number, total, paid from invoices;
--> statement-breakpoint
alter sequence invoices_id_seq owned by invoices_new.id;
--> statement-breakpoint
drop table invoices;
--> statement-breakpoint
alter table invoices_new rename to invoices;
--> statement-breakpoint
alter table invoices add constraint invoices_pkey primary key (id);
