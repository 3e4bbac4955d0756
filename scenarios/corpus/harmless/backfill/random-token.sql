-- A required unique token, made for every row that is there
-- kind: backfill
-- from: documenso/documenso, 20240327074701_add_secondary_verification_id

-- base
create table verification_tokens (
  id serial primary key,
  identifier text not null,
  expires timestamp(3) not null
);

-- candidate
alter table verification_tokens add column secondary_id text;
--> statement-breakpoint
update verification_tokens set secondary_id = gen_random_uuid()::text where secondary_id is null;
--> statement-breakpoint
alter table verification_tokens alter column secondary_id set not null;
--> statement-breakpoint
create unique index verification_tokens_secondary_id_key on verification_tokens (secondary_id);
