-- An enum made anew with its labels in another order
-- kind: type widened

-- base
create type status as enum ('open', 'closed');
create table tickets (id serial primary key, status status);

-- candidate
alter type status rename to status_old;
--> statement-breakpoint
create type status as enum ('closed', 'open', 'waiting');
--> statement-breakpoint
alter table tickets alter column status type status using status::text::status;
--> statement-breakpoint
drop type status_old;
