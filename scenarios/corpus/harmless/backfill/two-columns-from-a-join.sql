-- Two required references filled from the parent row
-- kind: backfill
-- from: LemmyNet/lemmy, 2023-07-18-082614_post_aggregates_community_id

-- base
create table people (id serial primary key, name text not null);
create table communities (id serial primary key, name text not null);
create table posts (
  id serial primary key,
  community_id integer not null references communities on delete cascade,
  creator_id integer not null references people on delete cascade,
  title text
);
create table post_aggregates (
  post_id integer primary key references posts on delete cascade,
  comments bigint not null default 0
);

-- candidate
alter table post_aggregates
  add column community_id integer references communities on update cascade on delete cascade,
  add column creator_id integer references people on update cascade on delete cascade;
--> statement-breakpoint
update post_aggregates
set community_id = posts.community_id, creator_id = posts.creator_id
from posts
where posts.id = post_aggregates.post_id;
--> statement-breakpoint
alter table post_aggregates alter column community_id set not null, alter column creator_id set not null;
