-- A row for each parent that has none yet
-- kind: lookup rows
-- from: ctrlplanedev/ctrlplane, 0065_familiar_jazinda: a policy for each environment without one

-- base
create table environments (id serial primary key, name text not null);
create table policies (id serial primary key, environment_id integer references environments on delete cascade, name text not null);

-- candidate
insert into policies (name, environment_id)
select e.name, e.id
from environments e
left join policies p on p.environment_id = e.id
where p.id is null;
