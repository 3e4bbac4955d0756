-- Rows marked as deleted are deleted, and the mark is dropped
-- kind: rows deleted
-- finds: survival/column-lost public.posts.deleted_at at 1
-- finds: survival/rows-lost public.posts at 1

-- base
create table posts (id serial primary key, title text not null, deleted_at timestamptz);

-- candidate
delete from posts where deleted_at is not null;
--> statement-breakpoint
alter table posts drop column deleted_at;
