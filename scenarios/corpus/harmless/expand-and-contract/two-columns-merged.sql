-- Two columns put into one document, and kept for the old release
-- kind: expand and contract
-- from: expand and contract guides: the old columns go with a later release

-- base
create table members (id serial primary key, first_name text not null, last_name text);

-- candidate
alter table members add column name jsonb;
--> statement-breakpoint
update members set name = jsonb_build_object('first', first_name, 'last', last_name);
--> statement-breakpoint
alter table members alter column name set not null;
--> statement-breakpoint
alter table members alter column first_name drop not null;
