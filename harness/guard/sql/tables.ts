/** What the guard keeps. Nobody but its owner may read or write any of it. */
export const tables = `create table if not exists holdfast_guard.setting (
  only_one boolean primary key default true check (only_one),
  tables pg_catalog.text not null check (tables in ('all', 'listed')),
  event_triggers boolean not null
);
create table if not exists holdfast_guard.listed (
  schema_name pg_catalog.text, table_name pg_catalog.text, primary key (schema_name, table_name)
);
create table if not exists holdfast_guard.ledger (
  schema_name pg_catalog.text, table_name pg_catalog.text, key_column pg_catalog.text not null,
  habit pg_catalog.text not null check (habit in ('append', 'moves')),
  primary key (schema_name, table_name)
);
create table if not exists holdfast_guard.recorded (
  schema_name pg_catalog.text not null, table_name pg_catalog.text not null, key pg_catalog.text not null,
  -- The transaction that recorded it, and when that began: a number alone comes again in another server. Null for what
  -- was there before the guard.
  xid pg_catalog.xid8, began pg_catalog.timestamptz,
  -- Whether the row has moved on since, or is gone.
  left_again boolean not null default false
);
create index if not exists recorded_key on holdfast_guard.recorded (schema_name, table_name, key);
create index if not exists recorded_xid on holdfast_guard.recorded (xid);
create table if not exists holdfast_guard.permit (
  id bigint generated always as identity primary key,
  action pg_catalog.text not null check (action in ('drop', 'truncate', 'ledger')),
  object pg_catalog.text[] not null check (pg_catalog.cardinality(object) in (2, 3)),
  migration pg_catalog.text not null, sha256 pg_catalog.text not null, ledger_key pg_catalog.text,
  reason pg_catalog.text not null, owner pg_catalog.text not null,
  -- It holds through this day, in UTC.
  expires pg_catalog.date not null,
  granted_by pg_catalog.text not null default session_user,
  granted_at pg_catalog.timestamptz not null default pg_catalog.now(),
  used_at pg_catalog.timestamptz, used_by pg_catalog.text, used_for pg_catalog.text
);
-- Tables whose triggers are being made just now, and by which transaction.
create table if not exists holdfast_guard.covering (rel pg_catalog.oid not null, xid pg_catalog.xid8 not null);
-- Tables that the guard's owner lacks the right to cover.
create table if not exists holdfast_guard.uncovered (rel pg_catalog.oid primary key);`;
