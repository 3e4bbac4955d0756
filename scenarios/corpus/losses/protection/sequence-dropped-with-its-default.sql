-- A sequence dropped through CASCADE, and with it the default that draws from it
-- kind: sequence behind its values
-- warns: protection/sequence-lost public.people.id at 1

-- base
create table people (id serial primary key, name text not null);

-- candidate
drop sequence people_id_seq cascade;
