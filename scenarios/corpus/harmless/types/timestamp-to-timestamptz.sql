-- Times without a zone that were UTC and become instants
-- kind: types
-- becomes: public.posts.published converted public.posts.published
-- becomes: public.posts.updated converted public.posts.updated
-- from: LemmyNet/lemmy: published, updated and when_ to timestamptz, in more than 60 tables

-- base
create table posts (id serial primary key, name text not null, published timestamp not null default now(), updated timestamp);

-- candidate
alter table posts alter column published type timestamptz using published at time zone 'UTC';
--> statement-breakpoint
alter table posts alter column updated type timestamptz using updated at time zone 'UTC';
