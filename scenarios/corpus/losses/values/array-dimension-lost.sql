-- Arrays of two dimensions made flat
-- kind: array changed
-- finds: survival/values-altered public.boards.cells at 2

-- base
create table boards (id serial primary key, cells integer[][] not null);
insert into boards (cells) values ('{{1,2},{3,4}}'), ('{{5,6},{7,8}}');

-- candidate
alter table boards alter column cells drop not null;
--> statement-breakpoint
update boards set cells = (select array_agg(c) from unnest(cells) as c) where cells <> '{}';
