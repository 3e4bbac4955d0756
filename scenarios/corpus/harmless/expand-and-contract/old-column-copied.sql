-- A new column beside the old one, filled from it: the first half of a rename
-- kind: expand and contract
-- from: crucialfelix.github.io, "Renaming database columns in production"

-- base
create table blog_posts (id serial primary key, title text not null, created timestamptz not null default now());

-- candidate
alter table blog_posts add column created_at timestamptz;
--> statement-breakpoint
update blog_posts set created_at = created;
