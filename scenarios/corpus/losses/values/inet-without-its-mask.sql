-- Addresses of networks made texts without their mask
-- kind: address cut
-- finds: survival/values-altered public.logins.ip at 1

-- base
create table logins (id serial primary key, ip inet not null);

-- candidate
alter table logins alter column ip type text using host(ip);
