-- A table moved out, and a view under its old name
-- kind: schemas
-- from: moves between schemas while the old release still runs

-- base
create table ledger_lines (id integer primary key, amount integer not null, memo text);

-- candidate
create schema finance;
--> statement-breakpoint
alter table ledger_lines set schema finance;
--> statement-breakpoint
create view public.ledger_lines as select * from finance.ledger_lines;
