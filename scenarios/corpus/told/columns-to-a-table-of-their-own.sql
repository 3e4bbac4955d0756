-- Pins moved into a table of their own, and the old columns dropped
-- kind: moved
-- finds: survival/column-lost public.resources.pin_comment at 3
-- finds: survival/column-lost public.resources.pinned_version at 3
-- from: concourse/concourse, 1548349925_separate_pins_from_resources

-- base
create table resources (id serial primary key, name text not null, pinned_version jsonb, pin_comment text);

-- candidate
create table resource_pins (
  resource_id integer not null primary key references resources (id) on delete cascade,
  version jsonb,
  comment_text text
);
--> statement-breakpoint
insert into resource_pins select id, pinned_version, pin_comment from resources;
--> statement-breakpoint
alter table resources drop column pinned_version, drop column pin_comment;
