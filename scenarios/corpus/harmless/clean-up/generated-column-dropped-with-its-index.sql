-- A search column that is made from others, dropped with its index and made again as generated
-- kind: clean-up
-- from: rust-lang/crates.io: textsearchable_index_col and its gin index

-- base
create table crates (
  id serial primary key,
  name text not null,
  search tsvector generated always as (to_tsvector('simple', name)) stored
);
create index crates_search on crates using gin (search);

-- candidate
drop index crates_search;
--> statement-breakpoint
alter table crates drop column search;
--> statement-breakpoint
alter table crates add column search tsvector generated always as (to_tsvector('simple', name)) stored;
--> statement-breakpoint
create index crates_search on crates using gin (search);
