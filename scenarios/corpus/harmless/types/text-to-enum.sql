-- Text to enum
-- kind: type widened
-- warns: protection/constraint-lost public.tickets.tickets_status_check at 2
-- becomes: public.tickets.status converted public.tickets.status

-- base
create table tickets (id serial primary key, status text not null default 'open' check (status in ('open', 'closed')));

-- candidate
create type status as enum ('open', 'closed');
--> statement-breakpoint
alter table tickets drop constraint tickets_status_check, alter column status drop default;
--> statement-breakpoint
alter table tickets alter column status type status using status::status, alter column status set default 'open';
