-- A limit for all, and another for some plans
-- kind: backfill
-- from: documenso/documenso, 20251023021214_add_envelope_item_limits

-- base
create table claims (id serial primary key, plan text not null check (plan in ('free', 'platform', 'enterprise')), seats integer);

-- candidate
alter table claims add column item_count integer;
--> statement-breakpoint
update claims set item_count = 5;
--> statement-breakpoint
update claims set item_count = 10 where plan = 'platform';
--> statement-breakpoint
update claims set item_count = 10 where plan = 'enterprise';
--> statement-breakpoint
alter table claims alter column item_count set not null;
