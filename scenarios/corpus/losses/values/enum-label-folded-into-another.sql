-- An enum label folded into another
-- kind: enum remapped
-- finds: survival/values-altered public.tickets.status at 3

-- base
create type status as enum ('draft', 'open', 'closed');
create table tickets (id serial primary key, status status);

-- candidate
alter type status rename to status_old;
--> statement-breakpoint
create type status as enum ('open', 'closed');
--> statement-breakpoint
alter table tickets alter column status type status using (case status::text when 'draft' then 'open' else status::text end)::status;
--> statement-breakpoint
drop type status_old;
