-- A one-to-one reference turned round
-- kind: moved
-- finds: survival/column-lost public.document_data.document_id at 5
-- from: documenso/documenso, 20230912011344_reverse_document_data_relation

-- base
create table documents (id serial primary key, title text not null);
create table document_data (
  id text primary key,
  document_id integer not null unique references documents on delete cascade,
  data text
);

-- candidate
alter table documents add column document_data_id text;
--> statement-breakpoint
update documents set document_data_id = document_data.id from document_data where documents.id = document_data.document_id;
--> statement-breakpoint
create unique index documents_document_data_id_key on documents (document_data_id);
--> statement-breakpoint
alter table documents add constraint documents_data_fk foreign key (document_data_id) references document_data (id) on delete cascade;
--> statement-breakpoint
alter table document_data drop column document_id;
