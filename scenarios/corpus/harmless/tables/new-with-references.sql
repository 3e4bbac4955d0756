-- New tables, with references to old ones in both ways
-- kind: tables
-- from: 2witstudios/PageSpace, 0084_loud_blue_blade

-- base
create table users (id text primary key, name text not null);

-- candidate
create table if not exists passkeys (
  id text primary key not null,
  user_id text not null,
  credential_id text not null,
  counter integer default 0 not null,
  created_at timestamp default now() not null,
  constraint passkeys_credential_id_unique unique (credential_id)
);
--> statement-breakpoint
do $$ begin
  alter table passkeys add constraint passkeys_user_id_users_id_fk foreign key (user_id) references users (id) on delete cascade;
exception
  when duplicate_object then null;
end $$;
--> statement-breakpoint
create index if not exists passkeys_user_id_idx on passkeys using btree (user_id);
--> statement-breakpoint
insert into users (id, name) values ('system-passkey-auth-of-the-new-release', 'System') on conflict (id) do nothing;
--> statement-breakpoint
alter table users add column main_passkey text references passkeys (id) on delete set null;
