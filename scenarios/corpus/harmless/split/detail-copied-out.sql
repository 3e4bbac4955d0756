-- Pins copied into a table of their own, the old columns kept for one more release
-- kind: split
-- from: concourse/concourse, 1548349925_separate_pins_from_resources, first half

-- base
create table resources (id serial primary key, name text not null, pinned_version jsonb, pin_comment text);

-- candidate
create table resource_pins (
  resource_id integer not null primary key references resources (id) on delete cascade,
  version jsonb not null,
  comment_text text not null
);
--> statement-breakpoint
insert into resource_pins
select id, pinned_version, coalesce(pin_comment, '') from resources where pinned_version is not null;
