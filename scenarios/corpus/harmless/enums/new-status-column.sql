-- A status as an enum in place of several flags, which stay for now
-- kind: enums
-- from: documenso/documenso, 20240530055436_add_template_direct_links: source filled, then required

-- base
create table documents (id serial primary key, title text not null, from_template boolean not null);

-- candidate
create type document_source as enum ('DOCUMENT', 'TEMPLATE');
--> statement-breakpoint
alter table documents add column source document_source;
--> statement-breakpoint
update documents set source = case when from_template then 'TEMPLATE' else 'DOCUMENT' end::document_source where source is null;
--> statement-breakpoint
alter table documents alter column source set not null;
