-- A reference copied to a wider notion of owner, and the old column dropped
-- kind: expand and contract
-- becomes: public.api_keys.user_id moved public.api_keys.owner_id
-- from: Dokploy/dokploy, 0150_nappy_blue_blade, with the clean-up that follows it

-- base
create table users (id serial primary key, name text not null);
create table api_keys (id serial primary key, key text not null, user_id integer not null references users on delete cascade);

-- candidate
alter table api_keys add column owner_kind text default 'user' not null;
--> statement-breakpoint
alter table api_keys add column owner_id integer;
--> statement-breakpoint
update api_keys set owner_id = user_id where owner_id is null;
--> statement-breakpoint
alter table api_keys alter column owner_id set not null;
--> statement-breakpoint
alter table api_keys add constraint api_keys_owner_id_fk foreign key (owner_id) references users (id) on delete cascade;
--> statement-breakpoint
alter table api_keys drop column user_id;
