-- An enum to text with a check, arrays widened
-- kind: type widened
-- becomes: public.tickets.status converted public.tickets.status
-- becomes: public.tickets.tags converted public.tickets.tags

-- base
create type status as enum ('open', 'closed');
create table tickets (id serial primary key, status status, tags varchar(20)[]);

-- candidate
alter table tickets alter column status type text, alter column tags type text[];
--> statement-breakpoint
alter table tickets add check (status in ('open', 'closed'));
--> statement-breakpoint
drop type status;
