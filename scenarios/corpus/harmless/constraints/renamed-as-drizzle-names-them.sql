-- Constraints renamed after a table was
-- kind: constraints
-- from: 2witstudios/PageSpace: RENAME CONSTRAINT, nine times

-- base
create table users (id serial primary key, name text not null);
create table posts (id serial primary key, author_id integer constraint posts_author_fk references users on delete set null, body text);

-- candidate
alter table posts rename constraint posts_author_fk to posts_author_id_users_id_fk;
--> statement-breakpoint
alter table users rename constraint users_pkey to users_id_pk;
