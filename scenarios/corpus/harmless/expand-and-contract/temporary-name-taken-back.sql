-- A table that was renamed aside and takes its own name back
-- kind: expand and contract
-- from: Dokploy/dokploy: user_temp to user, session_temp to session

-- base
create table user_temp (id text primary key, email text not null unique, name text);
create table session_temp (id text primary key, user_id text not null references user_temp on delete cascade, token text not null);

-- candidate
alter table user_temp rename to "user";
--> statement-breakpoint
alter table session_temp rename to session;
--> statement-breakpoint
alter table "user" rename constraint user_temp_email_key to user_email_unique;
