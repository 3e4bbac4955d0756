-- Versions kept as text with a CHECK that they are documents, which become jsonb
-- kind: types
-- becomes: public.resource_versions.version converted public.resource_versions.version
-- warns: survival/duplicate-keys-lost public.resource_versions.version at 2
-- from: concourse/concourse: resource_caches.version to jsonb, USING version::jsonb

-- base
create table resource_versions (id serial primary key, name text not null, version json not null default '{}');

-- candidate
alter table resource_versions alter column version drop default;
--> statement-breakpoint
alter table resource_versions alter column version type jsonb using version::jsonb;
--> statement-breakpoint
alter table resource_versions alter column version set default '{}';
