-- Labels renamed and added
-- kind: protection

-- base
create type status as enum ('active', 'banned', 'new');
create table accounts (id serial primary key, status status not null);

-- candidate
alter type status rename value 'new' to 'fresh';
--> statement-breakpoint
alter type status add value 'gone' before 'fresh';
