-- Texts with backslashes made bytes by a cast that reads them
-- kind: bytea encoded
-- finds: survival/values-altered public.blobs.body at 1

-- base
create table blobs (id serial primary key, body text not null);

-- candidate
alter table blobs alter column body type bytea using body::bytea;
