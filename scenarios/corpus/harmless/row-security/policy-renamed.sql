-- A policy renamed and its roles widened
-- kind: row security
-- warns: protection/policy-added public.tickets.read_all at 2
-- from: PostgreSQL documentation, ALTER POLICY

-- base
create table tickets (id serial primary key, owner text not null, subject text);
alter table tickets enable row level security;
create policy mine on tickets using (owner = current_user);

-- candidate
alter policy mine on tickets rename to own_tickets;
--> statement-breakpoint
create policy read_all on tickets for select using (true);
