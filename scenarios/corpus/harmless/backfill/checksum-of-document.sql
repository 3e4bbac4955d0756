-- A digest of a document, required, in place of a unique index over the document
-- kind: backfill
-- warns: protection/constraint-lost public.resource_caches.resource_caches_uniq at 4
-- from: concourse/concourse, 1579713176_version_md5_resource_cache

-- base
create table resource_caches (
  id serial primary key,
  resource integer not null,
  version jsonb not null,
  params_hash text not null
);
create unique index resource_caches_uniq on resource_caches (id, resource, params_hash);

-- candidate
alter table resource_caches add column version_md5 text;
--> statement-breakpoint
update resource_caches set version_md5 = md5(version::text);
--> statement-breakpoint
alter table resource_caches alter column version_md5 set not null;
--> statement-breakpoint
drop index resource_caches_uniq;
--> statement-breakpoint
create unique index resource_caches_version_uniq on resource_caches (id, resource, version_md5, params_hash);
