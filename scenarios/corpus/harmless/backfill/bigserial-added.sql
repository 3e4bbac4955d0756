-- A running number added to rows that are there
-- kind: backfill
-- from: 2witstudios/PageSpace, 0109_add_chain_seq

-- base
create table activity_logs (id uuid primary key, at timestamptz not null default now(), body jsonb);

-- candidate
alter table activity_logs add column chain_seq bigserial not null;
--> statement-breakpoint
create index activity_logs_chain_seq on activity_logs using btree (chain_seq);
