-- An identity restarted
-- kind: sequence behind its values
-- finds: protection/sequence-behind public.people.id at 1

-- base
create table people (id integer generated always as identity primary key, name text);

-- candidate
alter table people alter column id restart;
