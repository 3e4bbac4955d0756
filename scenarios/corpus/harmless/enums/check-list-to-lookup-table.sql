-- Text with a CHECK that becomes a reference to a table of labels
-- kind: enums
-- from: hashicorp/boundary, 11/01_server_type_enum: an enumeration table and a foreign key

-- base
create table servers (
  id serial primary key,
  type text not null constraint servers_type_check check (type in ('controller', 'worker')),
  address text
);

-- candidate
create table server_type_enm (
  name text primary key constraint only_predefined check (name in ('controller', 'worker'))
);
--> statement-breakpoint
insert into server_type_enm (name) values ('controller'), ('worker');
--> statement-breakpoint
alter table servers
  add constraint server_type_enm_fkey foreign key (type) references server_type_enm (name)
  on update cascade on delete restrict;
