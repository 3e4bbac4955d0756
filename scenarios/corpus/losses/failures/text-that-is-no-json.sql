-- Texts that are no documents
-- kind: fails on the rows that are there
-- finds: candidate/failed public.events.body at 1

-- base
create table events (id serial primary key, body text);

-- candidate
alter table events alter column body type jsonb using body::jsonb;
