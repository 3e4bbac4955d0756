-- Large objects unlinked that rows still point at
-- kind: large objects
-- warns: protection/large-objects-lost pg_largeobject

-- base
create table files (id serial primary key, name text not null, content oid);
insert into files (name, content) values ('a', lo_from_bytea(0, '\x616263')), ('b', lo_from_bytea(0, '\x646566'));

-- candidate
select lo_unlink(oid) from pg_largeobject_metadata;
