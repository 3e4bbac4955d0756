-- A rebuild that gives all rows to one tenant
-- kind: values overwritten
-- finds: survival/values-altered public.documents.tenant_id at 3

-- base
create table documents (id integer primary key, tenant_id integer not null, title text not null);

-- candidate
create table documents_new (id integer primary key, tenant_id integer not null, title text not null);
--> statement-breakpoint
insert into documents_new select id, 1, title from documents;
--> statement-breakpoint
drop table documents;
--> statement-breakpoint
alter table documents_new rename to documents;
