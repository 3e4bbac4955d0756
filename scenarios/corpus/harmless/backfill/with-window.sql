-- A position numbered within each list by a window, then required
-- kind: backfill
-- from: Rails and Django guides on adding an order column to lists that exist

-- base
create table lists (id serial primary key, name text not null);
create table entries (id serial primary key, list_id integer not null references lists on delete cascade, body text);

-- candidate
alter table entries add column position integer;
--> statement-breakpoint
with numbered as (
  select id, row_number() over (partition by list_id order by id) as place from entries
)
update entries set position = numbered.place from numbered where numbered.id = entries.id;
--> statement-breakpoint
alter table entries alter column position set not null;
--> statement-breakpoint
create unique index entries_place on entries (list_id, position);
