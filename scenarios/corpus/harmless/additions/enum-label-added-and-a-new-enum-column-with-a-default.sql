-- An enum label added, and a new enum column with a default
-- kind: added

-- base
create type status as enum ('draft', 'open');
create table tickets (id serial primary key, status status not null);

-- candidate
alter type status add value 'closed' after 'open';
--> statement-breakpoint
create type priority as enum ('low', 'high');
--> statement-breakpoint
alter table tickets add column priority priority not null default 'low';
