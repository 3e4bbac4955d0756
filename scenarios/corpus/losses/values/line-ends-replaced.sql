-- Line ends made one kind, and the rest of the blanks with them
-- kind: text rewritten
-- finds: survival/values-altered public.posts.body at 1

-- base
create table posts (id serial primary key, body text not null);

-- candidate
update posts set body = regexp_replace(body, '\s+', ' ', 'g');
