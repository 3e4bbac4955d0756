-- A sequence set back
-- kind: sequence behind its values
-- finds: protection/sequence-behind public.people.id at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
select setval('people_id_seq', 1, false);
