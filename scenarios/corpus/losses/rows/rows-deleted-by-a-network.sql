-- Rows deleted by a network
-- kind: rows deleted that few values show
-- finds: survival/rows-lost public.logins at 1

-- base
create table logins (id serial primary key, ip inet not null, hash bytea not null, at timestamp not null);

-- candidate
delete from logins where ip << '10.0.0.0/8';
