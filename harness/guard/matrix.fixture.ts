import type { LimitOutcome } from "./limits.ts";

/** SQL that shows one line of the limits. Its statements are one transaction; {owner}, {other}, {database} are names. */
export interface Case {
  readonly limit: string;
  readonly sql: readonly string[];
  /** Each statement is a transaction of its own, as some must be; "\\c" is a new session. */
  readonly apart?: true;
  /** What it comes to is decided at COMMIT. */
  readonly commits?: true;
  /** Sent from another database of the server. */
  readonly elsewhere?: true;
  /** Without a guard there is nothing that it could be done to. */
  readonly needsGuard?: true;
  /** The first major version that knows it. */
  readonly since?: number;
  /** Where it differs from what the limits say of the whole line: what a role without rights may do to no effect. */
  readonly other?: LimitOutcome;
}

/** Cases of one line, each of one statement or of several with "; " between them. */
function cases(limit: string, statements: readonly string[], more: Partial<Case> = {}): readonly Case[] {
  return statements.map((sql) => ({ limit, sql: sql.split("; "), ...more }));
}

const ledger = "drizzle.__drizzle_migrations";
const bad = "create function bad() returns trigger language plpgsql as 'begin return null;end'";

export const matrix: readonly Case[] = [
  ...cases("drop-table", [
    "drop table orders cascade",
    "drop table people cascade",
    "drop table orders, side.things cascade",
    "drop schema side cascade",
    "drop owned by {owner} cascade",
    "drop table events",
    "drop table events_2024",
    "alter table events detach partition events_2024; drop table events_2024",
    "drop table animals cascade",
    "drop table dogs",
    "alter extension hstore add table notes; drop extension hstore",
    "alter table orders rename to x; drop table x cascade",
    "alter table orders set schema side; drop table side.orders cascade",
    "do 'begin drop table orders cascade;end'",
    `drop table ${ledger}`,
    "drop schema drizzle cascade",
    "drop table alembic_version",
  ]),
  ...cases("drop-table", ["drop schema public cascade"], { since: 15 }),
  ...cases("drop-column", [
    "alter table people drop column phone",
    "alter table people rename column phone to tel; alter table people drop column tel",
    "alter table events drop column what",
    "alter table animals drop column name",
    "drop type mood cascade",
    "drop domain zip cascade",
    "drop type address cascade",
    "alter type address drop attribute city",
    `alter table ${ledger} drop column hash`,
    "alter table alembic_version drop column version_num",
  ]),
  ...cases("truncate", [
    "truncate orders",
    "truncate people cascade",
    "truncate people, orders restart identity",
    "truncate events",
    "truncate events_2024",
    "truncate only animals",
    "truncate dogs",
    `truncate ${ledger}`,
    "truncate alembic_version",
    "alter table events detach partition events_2024; truncate events_2024",
    "alter table orders rename to x; truncate x",
    "create table n (id int); insert into n values (1); truncate n",
    "create table n as select 1 as id; truncate n",
    "select 1 as id into n; truncate n",
    "create table n (like people including all); insert into n (age) values (1); truncate n",
    "create table n (id int references orders); insert into n values (1); truncate n",
    "create table n partition of events for values from ('2026-01-01') to ('2027-01-01'); insert into n values ('2026-05-05'); truncate n",
    "create schema n create table n (id int); insert into n.n values (1); truncate n.n",
    "create unlogged table n (id int); insert into n values (1); truncate n",
    "create table n () inherits (animals); insert into n values ('Tom'); truncate n",
  ]),
  ...cases("ledger-rows", [
    `delete from ${ledger}`,
    `delete from ${ledger} where hash = 'b'`,
    `update ${ledger} set hash = 'c' where hash = 'b'`,
    `update ${ledger} set created_at = 3`,
    `update ${ledger} set created_at = null where hash = 'b'`,
    `insert into ${ledger} (id, hash) values (1, 'z') on conflict (id) do update set hash = 'z'`,
    `alter table ${ledger} alter column hash type text using 'z'`,
    `alter table ${ledger} alter column created_at type int using null`,
    "update alembic_version set version_num = 'v1' where version_num = 'v2'",
    "insert into alembic_version values ('v1')",
    "update alembic_version set version_num = 'v3' where version_num = 'v2'; update alembic_version set version_num = 'v2' where version_num = 'v3'; delete from alembic_version where version_num = 'w1'",
    "delete from alembic_version; set constraints all immediate",
    "alter table alembic_version alter column version_num type varchar(31) using version_num || 'x'",
  ]),
  ...cases(
    "ledger-rows",
    [
      "delete from alembic_version where version_num = 'v2'",
      "delete from alembic_version",
      "insert into alembic_version values ('v3'); delete from alembic_version where version_num in ('v2', 'v3')",
    ],
    { commits: true },
  ),
  {
    limit: "ledger-rows",
    sql: [`merge into ${ledger} l using (select 1 as one) o on l.hash = 'b' when matched then delete`],
    since: 15,
  },
  ...cases("ledger-place", [
    `alter table ${ledger} rename to x`,
    `alter table ${ledger} rename to x; create table ${ledger} (id serial primary key, hash text, created_at bigint)`,
    `alter table ${ledger} set schema side`,
    "alter schema drizzle rename to x",
    `alter table ${ledger} rename column hash to x`,
    `alter table ${ledger} rename column created_at to x; alter table ${ledger} add column created_at bigint default 0`,
    "alter table alembic_version rename to x",
    "alter table alembic_version rename column version_num to x",
  ]),
  ...cases(
    "triggers",
    [
      "alter table orders disable trigger holdfast_truncate; truncate orders",
      "alter table orders disable trigger user; truncate orders",
      "alter table orders enable trigger holdfast_truncate",
      "alter table orders enable replica trigger holdfast_truncate",
      "drop trigger holdfast_truncate on orders; truncate orders",
      "alter trigger holdfast_truncate on orders rename to x; drop trigger x on orders; truncate orders",
      "alter extension hstore add table notes; drop trigger holdfast_truncate on notes; truncate notes",
      `${bad}; create or replace trigger holdfast_truncate before truncate on orders for each statement execute function bad()`,
      `alter table ${ledger} disable trigger holdfast_ledger; delete from ${ledger}`,
      `drop trigger holdfast_ledger on ${ledger}; delete from ${ledger}`,
      "alter table alembic_version disable trigger holdfast_ledger_end; delete from alembic_version",
      "drop trigger holdfast_ledger_end on alembic_version",
      "alter table events_2024 disable trigger all",
      "alter table events disable trigger all",
    ],
    { needsGuard: true },
  ),
  ...cases("replica", [
    "set session_replication_role = replica; drop table orders cascade",
    "set local session_replication_role = replica; truncate orders",
    `set session_replication_role = replica; delete from ${ledger}`,
    "set session_replication_role = replica; delete from alembic_version",
    "set session_replication_role = replica; alter table people drop column phone",
  ]),
  ...cases(
    "replica",
    [
      "alter database {database} set session_replication_role = replica; \\c; drop table orders cascade",
      "alter role current_user in database {database} set session_replication_role = replica; \\c; truncate orders",
    ],
    { apart: true },
  ),
  ...cases("event-triggers-off", ["set event_triggers = off; drop table orders cascade"], { since: 17 }),
  ...cases(
    "event-triggers-off",
    [
      "alter database {database} set event_triggers = off; \\c; drop table orders cascade",
      "alter role current_user in database {database} set event_triggers = off; \\c; drop table orders cascade",
    ],
    { apart: true, since: 17 },
  ),
  ...cases(
    "guard-objects",
    [
      "alter event trigger holdfast_drop disable; drop table orders cascade",
      "alter event trigger holdfast_drop disable; drop table orders cascade; alter event trigger holdfast_drop enable always",
      "drop event trigger holdfast_drop; drop table orders cascade",
      "drop function holdfast_guard.on_drop() cascade; drop table orders cascade",
      "drop schema holdfast_guard cascade; drop table orders cascade",
      "create or replace function holdfast_guard.on_drop() returns event_trigger language plpgsql as 'begin end'; drop table orders cascade",
      "create or replace function holdfast_guard.use_permit(_action text, _object text[]) returns boolean language sql as 'select true'; drop table orders cascade",
    ],
    { needsGuard: true },
  ),
  ...cases(
    "guard-tables",
    [
      "insert into holdfast_guard.permit (action, object, migration, sha256, reason, owner, expires) values ('drop', '{public,orders}', 'm', 's', 'r', 'o', '9999-01-01'); drop table orders cascade",
      "delete from holdfast_guard.ledger; delete from drizzle.__drizzle_migrations where false; select * from holdfast_guard.permit",
      "update holdfast_guard.setting set tables = 'listed'",
      "truncate holdfast_guard.recorded",
      "insert into holdfast_guard.uncovered select oid from pg_class where relname = 'orders'; alter table orders disable trigger user",
      "alter table holdfast_guard.permit disable trigger bind",
      "select holdfast_guard.use_permit('drop', '{public,orders}')",
      "create table holdfast_guard.mine (id int)",
      "grant usage on schema holdfast_guard to {other}",
    ],
    { needsGuard: true },
  ),
  ...cases("rows", [
    "delete from people",
    "delete from orders where id = 1",
    "update people set age = null",
    "delete from events",
    "update events_2024 set what = null",
  ]),
  {
    limit: "rows",
    sql: ["merge into orders o using (select 1 as id) s on o.id = s.id when matched then delete"],
    since: 15,
  },
  ...cases("retype", [
    "alter table orders alter column amount type numeric(10, 2)",
    "alter table orders alter column amount type int using null",
    "alter table events alter column what type varchar(1)",
    "alter table people alter column mood type text",
  ]),
  ...cases("retype", ["alter table people alter column twice set expression as (0)"], { since: 17 }),
  ...cases("rename", [
    "alter table orders rename to x",
    "alter table orders rename column total to x",
    "alter table orders rename to x; create table orders (like x including all)",
    "alter table orders set schema side",
    "alter schema side rename to x",
    "alter type mood rename to x",
  ]),
  ...cases("detach", ["alter table events detach partition events_2024", "alter table dogs no inherit animals"]),
  ...cases("detach", ["alter table events detach partition events_2024 concurrently"], { apart: true }),
  ...cases("protection", [
    "alter table orders drop constraint orders_person_fkey",
    "alter table people alter column name drop default",
    "alter table people alter column name drop not null",
    "alter table people alter column id drop identity",
    "alter table people alter column twice drop expression",
    "drop index orders_total",
    "drop policy own on people",
    "drop trigger stamps on orders",
    "alter table orders disable trigger stamps",
    "drop view adults",
    "drop materialized view totals",
    "drop function twice(int)",
    "create rule silent as on insert to orders do instead nothing",
    "drop rule own on adults",
    "alter table people disable row level security",
    "create or replace function twice(a int) returns int language sql as 'select 0'",
    "create or replace view adults as select name from people where false",
  ]),
  ...cases("labels", [
    "alter type mood rename value 'sad' to 'low'",
    "alter type address rename attribute city to town",
  ]),
  // What a sequence gave is not rolled back, here and where rows of the ledger are numbered.
  ...cases("sequences", ["select setval('numbers', 1)"], { commits: true }),
  ...cases("sequences", [
    "alter sequence numbers restart",
    "drop sequence numbers",
    "alter table people alter column id restart with 1",
  ]),
  ...cases("unlogged", ["alter table orders set unlogged"]),
  ...cases("large-objects", ["select lo_unlink(4711)", "drop foreign table far"]),
  ...cases("ledger-says", [`insert into ${ledger} (hash) values ('never ran')`], { commits: true }),
  ...cases("ledger-says", [
    `create rule silent as on insert to ${ledger} do instead nothing`,
    "insert into alembic_version values ('never ran')",
  ]),
  ...cases("drop-database", ["drop database {database}"], { apart: true, elsewhere: true }),
  ...cases("temporary", [
    "create temp table t (id int, name text); alter table t drop column name; truncate t; drop table t",
    "create temp table t (id int) on commit drop",
    "create temp table t as select 1 as id; alter table t rename to t2; drop table t2",
    "create temp table orders (id int); alter table orders add column x int; truncate orders; drop table orders cascade",
  ]),
  ...cases("growth", [
    "create table n (id int primary key); create index on n (id); insert into n values (1)",
    "create table n (id int); alter table n add column x int not null default 0",
    "create view n as select 1 as one",
    "alter table orders add column x int default 7; alter table orders add check (id > 0)",
    "alter type mood add value 'wild'",
    "alter type address add attribute land text",
    "alter table events attach partition events_2023 for values from ('2023-01-01') to ('2024-01-01')",
    "create extension citext",
    "create unique index on totals (total); refresh materialized view concurrently totals",
    "alter table orders add constraint one unique (id, total); alter table orders replica identity full",
    "create function n() returns int language sql as 'select 1'; grant select on orders to {other}",
  ]),
  ...cases("growth", ["reindex table orders", "cluster orders using orders_pkey"]),
  ...cases("growth", ["create index concurrently n on orders (person)", "drop index concurrently orders_total"], {
    apart: true,
  }),
  // A role without rights is told that the table was skipped.
  ...cases("growth", ["vacuum full orders"], { apart: true, other: "free" }),
  ...cases("ledger-growth", [
    `update ${ledger} set name = 'named' where name is null`,
    `alter table ${ledger} add column applied_at timestamptz`,
    "update alembic_version set version_num = 'v3' where version_num = 'v2'",
    "update alembic_version set version_num = 'v3' where version_num = 'v2'; update alembic_version set version_num = 'v4' where version_num = 'v3'",
    "insert into alembic_version values ('x1')",
    "alter table alembic_version alter column version_num type varchar(64)",
  ]),
  ...cases(
    "ledger-growth",
    [
      `insert into ${ledger} (hash, created_at) values ('c', 3)`,

      "delete from alembic_version where version_num = 'w1'; update alembic_version set version_num = 'm' where version_num = 'v2'",
    ],
    { commits: true },
  ),
];
