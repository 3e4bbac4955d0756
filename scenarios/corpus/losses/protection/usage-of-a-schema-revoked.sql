-- The use of a schema revoked
-- kind: grants lost
-- warns: protection/grants-lost api at 1

-- base
create schema api;
create table api.people (id serial primary key, name text not null);
grant usage on schema api to public;
grant select on api.people to public;

-- candidate
revoke usage on schema api from public;
