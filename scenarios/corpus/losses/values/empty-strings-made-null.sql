-- Empty strings made NULL
-- kind: NULL and the empty text confused
-- finds: survival/values-altered public.people.email at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
update people set email = nullif(email, '');
