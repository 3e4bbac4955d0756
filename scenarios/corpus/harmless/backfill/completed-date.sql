-- A date filled for finished documents only
-- kind: backfill
-- from: documenso/documenso, 20231103044612_add_completed_date

-- base
create type document_status as enum ('DRAFT', 'PENDING', 'COMPLETED');
create table documents (
  id serial primary key,
  title text not null,
  status document_status not null default 'DRAFT',
  updated_at timestamp(3) not null default now()
);

-- candidate
alter table documents add column completed_at timestamp(3);
--> statement-breakpoint
update documents set completed_at = updated_at where status = 'COMPLETED';
