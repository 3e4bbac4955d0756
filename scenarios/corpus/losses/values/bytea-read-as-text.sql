-- Bytes read as text in an encoding that takes anything
-- kind: bytea encoded
-- finds: survival/values-altered public.mails.body at 1

-- base
create table mails (id serial primary key, body bytea not null);

-- candidate
alter table mails alter column body type text using encode(body, 'escape');
