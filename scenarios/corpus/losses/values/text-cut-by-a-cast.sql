-- Texts cut by a cast to a shorter type, which says nothing
-- kind: text cut
-- finds: survival/values-altered public.posts.title at 1

-- base
create table posts (id serial primary key, title text not null);

-- candidate
alter table posts alter column title type varchar(20) using title::varchar(20);
