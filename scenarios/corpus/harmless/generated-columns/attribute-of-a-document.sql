-- An attribute of a document as a column of its own
-- kind: generated columns
-- from: guides on indexing jsonb

-- base
create table events (id serial primary key, payload jsonb not null);

-- candidate
alter table events add column kind text generated always as (payload ->> 'kind') stored;
--> statement-breakpoint
create index events_kind on events (kind);
