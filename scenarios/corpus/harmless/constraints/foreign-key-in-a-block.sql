-- A foreign key added within a block that passes over the one that is there
-- kind: constraints
-- from: drizzle-kit before 0.26; 336 times in 2witstudios/PageSpace, 203 in ctrlplanedev/ctrlplane

-- base
create table users (id serial primary key, name text not null);
create table passkeys (id text primary key, user_id integer not null references users);

-- candidate
do $$ begin
  alter table passkeys add constraint passkeys_user_id_users_id_fk
    foreign key (user_id) references users (id) on delete cascade on update no action;
exception
  when duplicate_object then null;
end $$;
