-- A generated column made a plain one, which keeps its values
-- kind: generated columns
-- from: PostgreSQL documentation, ALTER TABLE: DROP EXPRESSION

-- base
create table people (id serial primary key, name text not null, folded text generated always as (lower(name)) stored);

-- candidate
alter table people alter column folded drop expression;
--> statement-breakpoint
alter table people alter column folded set default '';
