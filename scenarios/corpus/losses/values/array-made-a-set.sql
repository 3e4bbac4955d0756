-- Arrays made sets, by unnest and distinct
-- kind: array changed
-- finds: survival/values-altered public.users.roles at 1

-- base
create table users (id serial primary key, roles text[] not null);

-- candidate
update users set roles = array(select distinct r from unnest(roles) as r order by r);
