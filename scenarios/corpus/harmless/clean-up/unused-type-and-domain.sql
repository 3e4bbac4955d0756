-- A type, a domain and a sequence dropped that no table uses
-- kind: clean-up
-- warns: protection/sequence-dropped public.numbers at 3
-- from: 2witstudios/PageSpace: DROP TYPE "PermissionAction", "SubjectType" after their tables

-- base
create type subject_type as enum ('user', 'group');
create domain permission as text;
create sequence numbers;
create table grants (id serial primary key, subject text not null);

-- candidate
drop type subject_type;
--> statement-breakpoint
drop domain permission;
--> statement-breakpoint
drop sequence numbers;
