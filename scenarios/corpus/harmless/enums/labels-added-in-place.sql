-- Labels added before and after others
-- kind: enums
-- from: Dokploy/dokploy and ctrlplanedev/ctrlplane: ALTER TYPE … ADD VALUE, 26 and 32 times

-- base
create type source_type as enum ('docker', 'git', 'github');
create table applications (id serial primary key, name text not null, source source_type not null default 'github');

-- candidate
alter type source_type add value 'gitlab';
--> statement-breakpoint
alter type source_type add value if not exists 'bitbucket' before 'git';
--> statement-breakpoint
alter type source_type add value if not exists 'drop' after 'docker';
