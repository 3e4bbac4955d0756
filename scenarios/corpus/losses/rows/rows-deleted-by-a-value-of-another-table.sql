-- Rows deleted by a value of another table
-- kind: rows deleted that few values show
-- finds: survival/rows-lost public.tickets at 1

-- base
create table statuses (code text primary key, obsolete boolean not null);
create table tickets (id serial primary key, status text not null references statuses on delete restrict, title text);

-- candidate
delete from tickets where status in (select code from statuses where obsolete);
