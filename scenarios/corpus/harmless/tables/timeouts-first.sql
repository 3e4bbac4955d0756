-- An ordinary change with timeouts before it
-- kind: tables
-- from: linters that ask for lock_timeout and statement_timeout

-- base
create table customers (id serial primary key, name text not null);

-- candidate
set local lock_timeout = '2s';
--> statement-breakpoint
set local statement_timeout = '30s';
--> statement-breakpoint
alter table customers add column vat_number text;
