-- An owner looked up in the organisation, required and referenced
-- kind: backfill
-- from: Dokploy/dokploy, 0094_numerous_carmella_unuscione

-- base
create table users (id serial primary key, name text not null);
create table organizations (id serial primary key, owner_id integer not null references users);
create table git_providers (
  id serial primary key,
  provider text not null,
  organization_id integer not null references organizations
);

-- candidate
alter table git_providers add column user_id integer;
--> statement-breakpoint
update git_providers
set user_id = (select o.owner_id from organizations o where o.id = git_providers.organization_id);
--> statement-breakpoint
alter table git_providers alter column user_id set not null;
--> statement-breakpoint
alter table git_providers
  add constraint git_providers_user_id_fk foreign key (user_id) references users (id) on delete cascade;
