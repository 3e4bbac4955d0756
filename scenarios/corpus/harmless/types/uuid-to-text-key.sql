-- A uuid key and what points at it become text
-- kind: types
-- becomes: public.skips.created_by converted public.skips.created_by
-- becomes: public.users.id converted public.users.id
-- from: ctrlplanedev/ctrlplane: policy_skip.created_by to text; account.id and session.id elsewhere

-- base
create table users (id uuid primary key default gen_random_uuid(), name text not null);
create table skips (id serial primary key, created_by uuid not null constraint skips_created_by_fk references users on delete cascade, note text);

-- candidate
alter table skips drop constraint skips_created_by_fk;
--> statement-breakpoint
alter table users alter column id set data type text;
--> statement-breakpoint
alter table users alter column id set default gen_random_uuid()::text;
--> statement-breakpoint
alter table skips alter column created_by set data type text;
--> statement-breakpoint
alter table skips add constraint skips_created_by_fk foreign key (created_by) references users (id) on delete cascade;
