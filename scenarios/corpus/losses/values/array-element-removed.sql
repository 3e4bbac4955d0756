-- An element removed from all arrays
-- kind: array changed
-- finds: survival/values-altered public.posts.tags at 1

-- base
create table posts (id serial primary key, tags text[] not null check (array_ndims(tags) = 1));

-- candidate
update posts set tags = array_remove(tags, 'draft');
