-- Arrays reversed
-- kind: array changed
-- finds: survival/values-altered public.posts.tags at 1

-- base
create table posts (id serial primary key, tags text[] not null default '{}');

-- candidate
update posts set tags = array(select t from unnest(tags) with ordinality as u(t, n) order by n desc);
