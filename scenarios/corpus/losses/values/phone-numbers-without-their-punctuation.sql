-- All but the digits taken out of telephone numbers
-- kind: text rewritten
-- finds: survival/values-altered public.people.phone at 1

-- base
create table people (id serial primary key, phone text);

-- candidate
update people set phone = regexp_replace(phone, '\D', '', 'g');
