-- A default set, and the NULLs of before filled with it
-- kind: backfill
-- becomes: public.api_keys.provider_group filled public.api_keys.provider_group
-- warns: survival/values-filled public.api_keys.provider_group at 2
-- from: Dokploy/dokploy, 0093_nice_gorilla_man
-- from: ding113/claude-code-hub, 0039_abnormal_marvel_apes

-- base
create table api_keys (id serial primary key, key text not null, provider_group varchar(50));

-- candidate
alter table api_keys alter column provider_group set default 'default';
--> statement-breakpoint
update api_keys set provider_group = 'default' where provider_group is null;
