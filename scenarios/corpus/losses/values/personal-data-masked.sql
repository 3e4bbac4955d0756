-- Personal data masked, by a script that was meant for a copy
-- kind: values overwritten
-- finds: survival/values-altered public.users.email at 1
-- finds: survival/values-altered public.users.name at 1

-- base
create table users (id serial primary key, name text not null, email text);

-- candidate
update users set name = 'User ' || id, email = 'user' || id || '@example.org';
