-- Roles mapped by a CASE without ELSE
-- kind: values changed that few rows hold
-- finds: survival/values-altered public.users.role at 1

-- base
create table users (id serial primary key, role text default 'member');

-- candidate
update users set role = case role when 'admin' then 'owner' when 'member' then 'member' end;
