-- An enum renamed aside, made anew and cast back through text
-- kind: enums
-- from: Prisma's and hatchet-dev/hatchet's way of changing an enum: name_old or name_new, USING … ::text::…

-- base
create type limit_resource as enum ('RUN', 'EVENT', 'WORKER');
create table limits (
  id serial primary key,
  resource limit_resource not null default 'RUN',
  amount integer not null
);

-- candidate
alter type limit_resource rename to limit_resource_old;
--> statement-breakpoint
create type limit_resource as enum ('RUN', 'EVENT', 'WORKER', 'TASK', 'SLOT');
--> statement-breakpoint
alter table limits alter column resource drop default;
--> statement-breakpoint
alter table limits alter column resource type limit_resource using resource::text::limit_resource;
--> statement-breakpoint
alter table limits alter column resource set default 'RUN';
--> statement-breakpoint
drop type limit_resource_old;
