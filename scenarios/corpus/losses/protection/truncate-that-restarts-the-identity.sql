-- A table emptied with RESTART IDENTITY, whose numbers stand elsewhere
-- kind: truncate
-- finds: survival/rows-lost public.tickets at 1

-- base
create table tickets (id serial primary key, title text not null);
create table mails (id serial primary key, ticket_id integer not null, body text);

-- candidate
truncate tickets restart identity;
