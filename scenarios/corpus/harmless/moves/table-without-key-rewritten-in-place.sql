-- A table without key rewritten in place
-- kind: moved or rebuilt
-- warns: coverage/statement-without-effect 0001_candidate at 1

-- base
create table log (at timestamptz not null, level text, message text);

-- candidate
update log set message = message;
--> statement-breakpoint
create index log_at on log (at);
--> statement-breakpoint
cluster log using log_at;
