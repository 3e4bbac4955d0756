-- Noughts trimmed from codes
-- kind: values changed that few rows hold
-- finds: survival/values-altered public.parts.code at 1

-- base
create table parts (id serial primary key, code text not null);

-- candidate
update parts set code = ltrim(code, '0');
