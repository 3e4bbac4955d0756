-- Labels that exchange their names
-- kind: enum remapped
-- warns: survival/name-reused public.accounts.status at 2
-- says: 'active' is now what was 'banned'

-- base
create type status as enum ('active', 'banned', 'new');
create table accounts (id serial primary key, status status not null);

-- candidate
alter type status rename value 'active' to 'tmp';
--> statement-breakpoint
alter type status rename value 'banned' to 'active';
--> statement-breakpoint
alter type status rename value 'tmp' to 'banned';
