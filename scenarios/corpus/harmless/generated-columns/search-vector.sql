-- A search vector that the server keeps, with its index
-- kind: generated columns
-- from: Drizzle documentation, generated columns: to_tsvector … STORED

-- base
create table articles (id serial primary key, title text not null, body text);

-- candidate
alter table articles add column search tsvector
  generated always as (to_tsvector('simple', coalesce(title, '') || ' ' || coalesce(body, ''))) stored;
--> statement-breakpoint
create index articles_search on articles using gin (search);
