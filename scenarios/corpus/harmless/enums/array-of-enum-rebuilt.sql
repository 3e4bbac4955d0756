-- An array of an enum, cast to the enum's successor
-- kind: enums
-- from: the same as for a single value, one level down

-- base
create type channel as enum ('mail', 'sms');
create table preferences (id serial primary key, channels channel[] not null default '{mail}');

-- candidate
alter type channel rename to channel_old;
--> statement-breakpoint
create type channel as enum ('mail', 'sms', 'push');
--> statement-breakpoint
alter table preferences alter column channels drop default;
--> statement-breakpoint
alter table preferences alter column channels type channel[] using channels::text[]::channel[];
--> statement-breakpoint
alter table preferences alter column channels set default '{mail}';
--> statement-breakpoint
drop type channel_old;
