-- An array made a text that cannot be taken apart
-- kind: array changed
-- finds: survival/values-altered public.posts.tags at 1

-- base
create table posts (id serial primary key, tags text[]);

-- candidate
alter table posts alter column tags type text using array_to_string(tags, ',');
