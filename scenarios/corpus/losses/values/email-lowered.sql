-- Addresses lowered in place
-- kind: text rewritten
-- finds: survival/values-altered public.users.email at 1

-- base
create table users (id serial primary key, email text not null);

-- candidate
update users set email = lower(email);
