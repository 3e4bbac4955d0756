-- A varchar widened, twice the usual way
-- kind: types
-- becomes: public.providers.group_tag converted public.providers.group_tag
-- becomes: public.providers.provider_group converted public.providers.provider_group
-- from: ding113/claude-code-hub: provider_group to varchar(200), group_tag to varchar(255)

-- base
create table providers (id serial primary key, group_tag varchar(50), provider_group varchar(100) not null);

-- candidate
alter table providers alter column group_tag set data type varchar(255);
--> statement-breakpoint
alter table providers alter column provider_group set data type varchar(200);
