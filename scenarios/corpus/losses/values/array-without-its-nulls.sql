-- Arrays joined to texts, which leaves out their NULLs, and split again
-- kind: array changed
-- finds: survival/values-altered public.posts.tags at 1

-- base
create table posts (id serial primary key, tags text[] not null);

-- candidate
update posts set tags = string_to_array(array_to_string(tags, ','), ',');
