-- Two columns' values swapped by UPDATE
-- kind: columns swapped
-- finds: survival/values-altered public.contacts.first_name at 1
-- finds: survival/values-altered public.contacts.last_name at 1

-- base
create table contacts (id integer primary key, first_name text not null, last_name text not null);

-- candidate
update contacts set first_name = last_name, last_name = first_name;
