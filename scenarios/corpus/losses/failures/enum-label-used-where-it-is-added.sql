-- An enum's label used in the transaction that adds it
-- kind: fails in one transaction
-- finds: candidate/failed 0001_candidate at 2
-- warns: history/enum-in-one-batch 0001_candidate at 2

-- base
create type status as enum ('open', 'closed');
create table tickets (id serial primary key, status status not null);

-- candidate
alter type status add value 'waiting';
--> statement-breakpoint
alter table tickets alter column status set default 'waiting';
--> statement-breakpoint
update tickets set status = 'waiting' where status = 'open';
