-- A primary key that a new column with a default joins
-- kind: constraints
-- warns: protection/constraint-lost public.publish_limits.publish_limits_pkey at 2
-- from: rust-lang/crates.io, 2021-07-18-125813_add_rate_limit_action

-- base
create table publish_limits (user_id integer primary key, tokens integer not null, last_refill timestamp not null);

-- candidate
alter table publish_limits add column action integer not null default 0;
--> statement-breakpoint
alter table publish_limits drop constraint publish_limits_pkey;
--> statement-breakpoint
alter table publish_limits add constraint publish_limits_pkey primary key (user_id, action);
