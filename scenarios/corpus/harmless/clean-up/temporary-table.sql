-- A temporary table that maps old to new, dropped at the end
-- kind: clean-up
-- from: musicbrainz and documenso histories: CREATE TEMPORARY TABLE for a backfill

-- base
create table tags (id serial primary key, label text not null);

-- candidate
create temporary table tag_map as select id, lower(label) as folded from tags;
--> statement-breakpoint
alter table tags add column folded text;
--> statement-breakpoint
update tags set folded = tag_map.folded from tag_map where tag_map.id = tags.id;
--> statement-breakpoint
drop table tag_map;
