-- Bytea encoded again
-- kind: bytea encoded
-- finds: survival/values-altered public.files.content at 1

-- base
create table files (id serial primary key, content bytea);

-- candidate
update files set content = convert_to(encode(content, 'base64'), 'UTF8');
