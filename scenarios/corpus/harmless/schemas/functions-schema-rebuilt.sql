-- A schema of functions dropped with all that is in it, and made again
-- kind: schemas
-- from: LemmyNet/lemmy, 2025-08-01-000018_custom_migration_runner: DROP SCHEMA r CASCADE, which holds code only

-- base
create schema r;
create function r.score(up bigint, down bigint) returns bigint language sql immutable as 'select up - down';
create table votes (id serial primary key, up bigint not null, down bigint not null);

-- candidate
drop schema if exists r cascade;
--> statement-breakpoint
create schema r;
--> statement-breakpoint
create function r.score(up bigint, down bigint) returns bigint language sql immutable parallel safe as 'select up - down';
