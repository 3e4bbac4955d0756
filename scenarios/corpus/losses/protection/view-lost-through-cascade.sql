-- Views lost through CASCADE, with the one that they read
-- kind: view lost or changed
-- warns: protection/view-lost public.adults at 1
-- warns: protection/view-lost public.adults_by_name at 1

-- base
create table people (id serial primary key, name text not null, age integer);
create view adults as select * from people where age >= 18;
create view adults_by_name as select name, count(*) from adults group by name;

-- candidate
drop view adults cascade;
