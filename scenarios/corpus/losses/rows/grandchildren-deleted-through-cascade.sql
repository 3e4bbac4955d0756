-- A few parents deleted, and with them their children's children
-- kind: cascade fires
-- finds: survival/rows-lost public.comments at 1
-- finds: survival/rows-lost public.posts at 1
-- finds: survival/rows-lost public.users at 1

-- base
create table users (id serial primary key, name text not null, banned boolean not null);
create table posts (id serial primary key, user_id integer not null references users on delete cascade, title text);
create table comments (id serial primary key, post_id integer not null references posts on delete cascade, body text);

-- candidate
delete from users where banned;
