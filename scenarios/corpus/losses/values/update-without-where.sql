-- An UPDATE without WHERE
-- kind: values overwritten
-- finds: survival/values-altered public.users.role at 1

-- base
create table users (id serial primary key, name text not null, role text not null default 'member');

-- candidate
update users set role = 'admin';
