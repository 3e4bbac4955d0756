import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Database, Server } from "../model/database.ts";
import type { ForeignLedger } from "../model/ledger.ts";
import { knownLedgers } from "./known-ledgers.ts";
import { findLedgers } from "./ledgers.ts";
import { pinned } from "./pinned.ts";

let server: Server;
let database: Database;
let client: Client;

beforeAll(async () => {
  server = await testServer();
  database = await server.create(await server.createOwner());
  client = await connect(database, "superuser");
});
afterAll(async () => {
  await client.end();
  await server.stop();
});

/** What is found while the SQL is in effect; nothing of it stays. */
async function found(sql: string): Promise<readonly ForeignLedger[]> {
  await client.query(`begin; ${sql}`);
  const ledgers = await pinned(client, () => findLedgers(client), true);
  await client.query("rollback");
  return ledgers;
}

/** As each tool makes its table, with rows as it writes them. */
const made: readonly (readonly [tool: string, sql: string, expected: Omit<ForeignLedger, "tool">])[] = [
  [
    "drizzle",
    `create schema drizzle; create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
     insert into drizzle.__drizzle_migrations (hash, created_at) values ('a', 1719830400000), ('b', 1719830500000), ('c', null)`,
    { schema: "drizzle", table: "__drizzle_migrations", rows: 3, last: "1719830500000", failed: 0 },
  ],
  [
    "drizzle",
    `create table "My ""Ledger""" (id serial primary key, hash text not null, created_at bigint, name text, applied_at timestamptz default now());
     insert into "My ""Ledger""" (hash, created_at, name) values ('b', 2, '20240102_b'), ('a', 1, '20240101_a')`,
    { schema: "public", table: 'My "Ledger"', rows: 2, last: "20240102_b", failed: 0 },
  ],
  [
    "prisma",
    `create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
       migration_name varchar(255) not null, logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(),
       applied_steps_count integer not null default 0);
     insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at) values
       ('1', 'x', '20240101_init', '2024-01-01', '2024-01-01'), ('2', 'x', '20240201_more', '2024-02-01', null)`,
    { schema: "public", table: "_prisma_migrations", rows: 2, last: "20240201_more", failed: 1 },
  ],
  [
    "flyway",
    `create table flyway_schema_history (installed_rank int primary key, version varchar(50), description varchar(200) not null,
       type varchar(20) not null, script varchar(1000) not null, checksum int, installed_by varchar(100) not null,
       installed_on timestamp not null default now(), execution_time int not null, success boolean not null);
     insert into flyway_schema_history values (1, '1', 'a', 'SQL', 'V1__a.sql', 1, 'me', now(), 1, true),
       (2, '2', 'b', 'SQL', 'V2__b.sql', 1, 'me', now(), 1, false), (3, null, 'r', 'SQL', 'R__r.sql', 1, 'me', now(), 1, true)`,
    { schema: "public", table: "flyway_schema_history", rows: 3, last: "2", failed: 1 },
  ],
  [
    "liquibase",
    `create table databasechangelog (id varchar(255) not null, author varchar(255) not null, filename varchar(255) not null,
       dateexecuted timestamp not null, orderexecuted int not null, exectype varchar(10) not null, md5sum varchar(35),
       description varchar(255), comments varchar(255), tag varchar(255), liquibase varchar(20), contexts varchar(255),
       labels varchar(255), deployment_id varchar(10));
     insert into databasechangelog values ('one', 'me', 'f', now(), 1, 'EXECUTED'), ('two', 'me', 'f', now(), 2, 'RERAN')`,
    { schema: "public", table: "databasechangelog", rows: 2, last: "two", failed: 0 },
  ],
  [
    "atlas",
    `create schema atlas_schema_revisions; create table atlas_schema_revisions.atlas_schema_revisions (version varchar primary key,
       description varchar not null, type bigint not null default 2, applied bigint not null default 0, total bigint not null default 0,
       executed_at timestamptz not null, execution_time bigint not null, error text, error_stmt text, hash varchar not null,
       partial_hashes jsonb, operator_version varchar not null);
     insert into atlas_schema_revisions.atlas_schema_revisions values ('20240101', 'a', 2, 3, 3, now(), 1, null, null, 'h', null, 'v'),
       ('20240102', 'b', 2, 1, 3, now(), 1, 'it broke', 'select', 'h', null, 'v')`,
    { schema: "atlas_schema_revisions", table: "atlas_schema_revisions", rows: 2, last: "20240102", failed: 1 },
  ],
  [
    "sqlx",
    `create table _sqlx_migrations (version bigint primary key, description text not null, installed_on timestamptz not null default now(),
       success boolean not null, checksum bytea not null, execution_time bigint not null);
     insert into _sqlx_migrations values (9, 'a', now(), true, 'x', 1), (10, 'b', now(), false, 'x', 1)`,
    { schema: "public", table: "_sqlx_migrations", rows: 2, last: "10", failed: 1 },
  ],
  [
    "alembic",
    "create table alembic_version (version_num varchar(32) primary key); insert into alembic_version values ('1975ea83b712')",
    { schema: "public", table: "alembic_version", rows: 1, last: "1975ea83b712", failed: 0 },
  ],
  [
    "django",
    `create table django_migrations (id bigint generated by default as identity primary key, app varchar(255) not null, name varchar(255) not null,
       applied timestamptz not null); insert into django_migrations (app, name, applied) values ('auth', '0001_initial', now())`,
    { schema: "public", table: "django_migrations", rows: 1, last: "0001_initial", failed: 0 },
  ],
  [
    "entity framework",
    `create table "__EFMigrationsHistory" ("MigrationId" varchar(150) primary key, "ProductVersion" varchar(32) not null);
     insert into "__EFMigrationsHistory" values ('20240101_Init', '8.0.0')`,
    { schema: "public", table: "__EFMigrationsHistory", rows: 1, last: "20240101_Init", failed: 0 },
  ],
  [
    "knex",
    `create table knex_migrations (id serial primary key, name varchar(255), batch int, migration_time timestamptz);
     create table knex_migrations_lock (index serial primary key, is_locked int); insert into knex_migrations values (1, '1_a.js', 1, now())`,
    { schema: "public", table: "knex_migrations", rows: 1, last: "1_a.js", failed: 0 },
  ],
  [
    "typeorm",
    "create table migrations (id serial primary key, timestamp bigint not null, name varchar not null); insert into migrations values (1, 5, 'Init5')",
    { schema: "public", table: "migrations", rows: 1, last: "Init5", failed: 0 },
  ],
  [
    "sequelize",
    `create table "SequelizeMeta" (name varchar(255) primary key); insert into "SequelizeMeta" values ('2-b.js'), ('1-a.js')`,
    { schema: "public", table: "SequelizeMeta", rows: 2, last: "2-b.js", failed: 0 },
  ],
  [
    "mikro-orm",
    "create table mikro_orm_migrations (id serial primary key, name varchar(255), executed_at timestamptz default now())",
    { schema: "public", table: "mikro_orm_migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "kysely",
    `create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null);
     create table kysely_migration_lock (id varchar(255) primary key, is_locked int not null default 0)`,
    { schema: "public", table: "kysely_migration", rows: 0, last: null, failed: 0 },
  ],
  [
    "node-pg-migrate",
    "create table pgmigrations (id serial primary key, name varchar(255) not null, run_on timestamp not null)",
    { schema: "public", table: "pgmigrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "postgres-migrations",
    "create table migrations (id int primary key, name varchar(100) unique not null, hash varchar(40) not null, executed_at timestamp default now())",
    { schema: "public", table: "migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "graphile-migrate",
    `create schema graphile_migrate; create table graphile_migrate.migrations (hash text primary key,
       previous_hash text references graphile_migrate.migrations, filename text not null, date timestamptz not null default now());
     create table graphile_migrate.current (filename text primary key default 'current.sql', content text not null, date timestamptz not null default now())`,
    { schema: "graphile_migrate", table: "migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "graphile-worker",
    "create schema graphile_worker; create table graphile_worker.migrations (id int primary key, ts timestamptz not null default now(), breaking boolean not null default false)",
    { schema: "graphile_worker", table: "migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "goose",
    `create table goose_db_version (id serial primary key, version_id bigint not null, is_applied boolean not null, tstamp timestamp default now());
     insert into goose_db_version (version_id, is_applied) values (0, true), (20240101, true)`,
    { schema: "public", table: "goose_db_version", rows: 2, last: "20240101", failed: 0 },
  ],
  [
    "laravel",
    "create table migrations (id serial primary key, migration varchar(255) not null, batch int not null)",
    { schema: "public", table: "migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "payload",
    `create table payload_migrations (id serial primary key, name varchar, batch numeric, updated_at timestamptz not null default now(),
       created_at timestamptz not null default now())`,
    { schema: "public", table: "payload_migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "doctrine",
    "create table doctrine_migration_versions (version varchar(191) primary key, executed_at timestamp, execution_time int)",
    { schema: "public", table: "doctrine_migration_versions", rows: 0, last: null, failed: 0 },
  ],
  [
    "phinx",
    `create table phinxlog (version bigint primary key, migration_name varchar(100), start_time timestamp, end_time timestamp,
       breakpoint boolean not null default false)`,
    { schema: "public", table: "phinxlog", rows: 0, last: null, failed: 0 },
  ],
  [
    "diesel",
    "create table __diesel_schema_migrations (version varchar(50) primary key, run_on timestamp not null default now())",
    { schema: "public", table: "__diesel_schema_migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "sea-orm",
    "create table seaql_migrations (version varchar primary key, applied_at bigint not null)",
    { schema: "public", table: "seaql_migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "refinery",
    "create table refinery_schema_history (version int primary key, name varchar(255), applied_on varchar(255), checksum varchar(255))",
    { schema: "public", table: "refinery_schema_history", rows: 0, last: null, failed: 0 },
  ],
  [
    "bun",
    "create table bun_migrations (id bigserial primary key, name varchar, group_id bigint, migrated_at timestamptz not null default now())",
    { schema: "public", table: "bun_migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "golang-migrate",
    "create table schema_migrations (version bigint primary key, dirty boolean not null); insert into schema_migrations values (7, true)",
    { schema: "public", table: "schema_migrations", rows: 1, last: "7", failed: 1 },
  ],
  [
    "ecto",
    "create table schema_migrations (version bigint primary key, inserted_at timestamp(0))",
    { schema: "public", table: "schema_migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "supabase",
    `create schema supabase_migrations; create table supabase_migrations.schema_migrations (version text primary key, statements text[],
       name text, created_by text, idempotency_key text unique)`,
    { schema: "supabase_migrations", table: "schema_migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "dbmate",
    "create table schema_migrations (version varchar(128) primary key)",
    { schema: "public", table: "schema_migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "rails",
    `create table schema_migrations (version varchar primary key);
     create table ar_internal_metadata (key varchar primary key, value varchar, created_at timestamp(6) not null, updated_at timestamp(6) not null)`,
    { schema: "public", table: "schema_migrations", rows: 0, last: null, failed: 0 },
  ],
  [
    "custom",
    `create table schema_migrations (version text primary key, name text not null, executed_at timestamptz default now());
     insert into schema_migrations values ('001', 'a'), ('026', 'z'), ('003', 'b')`,
    { schema: "public", table: "schema_migrations", rows: 3, last: "026", failed: 0 },
  ],
  [
    "custom",
    "create table _migrations (filename text primary key, ran_at timestamptz); insert into _migrations values ('1.sql')",
    { schema: "public", table: "_migrations", rows: 1, last: "1.sql", failed: 0 },
  ],
];

describe("a ledger is told by its shape", () => {
  test.for(made)("%s", async ([tool, sql, expected]) => {
    expect(await found(sql)).toEqual([{ tool, ...expected }]);
  });

  test("of every tool that is known", () => {
    const tried = new Set(made.map(([tool]) => tool));
    expect(knownLedgers.filter(({ tool }) => !tried.has(tool))).toEqual([]);
  });
});

test("all of a database are found, in whatever schema, in the order of their names", async () => {
  const [a, b, c] = [made[0], made[7], made[2]].map((one) => one?.[1] ?? "");
  const ledgers = await found(`${a}; ${b}; ${c}`);
  expect(ledgers.map(({ schema, table }) => `${schema}.${table}`)).toEqual([
    "drizzle.__drizzle_migrations",
    "public._prisma_migrations",
    "public.alembic_version",
  ]);
});

const others: readonly (readonly [what: string, sql: string])[] = [
  ["a hash and a time", "create table files (id serial primary key, hash text, created_at timestamptz)"],
  ["a hash, a time in milliseconds and more", "create table files (id serial, hash text, created_at bigint, size int)"],
  ["births of birds", "create table bird_migrations (id serial, species text, started_at date)"],
  ["migrations of birds", "create table migrations (id serial, species text, started_at date)"],
  [
    "more than anybody notes of a migration",
    "create table migrations (name text, a int, b int, c int, d int, e int, f int, g int, h int)",
  ],
  ["a version of a document", "create table versions (id serial, version int, document text)"],
  ["names alone", "create table tags (name varchar(255) primary key)"],
  ["a view of a ledger's name", "create view schema_migrations as select 'x'::text as version"],
  ["a name and no column to match", "create table migrations (from_country text, to_country text)"],
  ["a temporary table", "create temporary table schema_migrations (version text)"],
];
test.for(others)("%s is no ledger", async ([, sql]) => {
  expect(await found(sql)).toEqual([]);
});

test("a ledger that policies hide from the user is named, without its rows", async () => {
  const ledgers =
    await found(`create table schema_migrations (version text); insert into schema_migrations values ('1');
    alter table schema_migrations enable row level security; grant select on schema_migrations to public;
    set local role ${database.settings("owner").user}`);
  expect(ledgers).toEqual([
    { schema: "public", table: "schema_migrations", tool: "custom", rows: null, last: null, failed: 0 },
  ]);
});
