import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { withClient, withLive } from "../database/index.ts";
import { statementsDuring } from "../database/server-log.fixture.ts";
import { testServer } from "../database/test-server.fixture.ts";
import { everything } from "../guard/guard.fixture.ts";
import { installSql } from "../guard/index.ts";
import type { Database, Server } from "../model/database.ts";
import type { LiveTarget } from "../model/live.ts";
import { parseSql } from "../sql/tree.ts";
import { drizzle } from "../tools/drizzle.ts";
import { catalogIn, census, findLedgers, readCatalog, statistics } from "./index.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

async function populated(): Promise<Database> {
  const database = await server.create(await server.createOwner());
  onTestFinished(() => server.drop(database));
  await withClient(database, "owner", (client) =>
    client.query(`create schema drizzle;
      create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
      insert into drizzle.__drizzle_migrations (hash, created_at) values ('aa', 1), ('bb', 2);
      create table schema_migrations (version text primary key, executed_at timestamptz); insert into schema_migrations values ('001');
      create type mood as enum ('good', 'bad'); create domain feeling as mood[] check (cardinality(value) > 0);
      create table people (id int generated always as identity primary key, feelings feeling, note text);
      insert into people (note) select 'note ' || n from generate_series(1, 300) n; analyze people;
      create table events (id int, at date) partition by range (at);
      create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
      create view noted as select id from people where note is not null;
      create function twice(n int) returns int language sql as 'select n * 2';
      create sequence apart; select nextval('apart')`),
  );
  return database;
}

function targetOf(database: Database, role?: { user: string; password: string }): LiveTarget {
  return { settings: { ...database.settings("owner"), ...role }, tls: "prefer", shown: "a test" };
}

/** All that the commands for live databases read. */
function look(target: LiveTarget) {
  return withLive(target, "look", async (client) => ({
    catalog: await catalogIn(client, { positions: false }),
    ledgers: await findLedgers(client),
    statistics: await statistics(client),
    census: await census(client),
    ledger: await drizzle.readLedger(client, { schema: "drizzle", table: "__drizzle_migrations" }),
  }));
}

test("a whole look leaves nothing but BEGIN, SET, SELECT and ROLLBACK in the server's log", async () => {
  const database = await populated();
  const logged = await statementsDuring(server, database, () => look(targetOf(database)));
  const heads = await Promise.all(
    logged.map(async (text) => {
      const parsed = await parseSql(text);
      return parsed?.map(
        ({ kind, start }) => `${kind} ${Buffer.from(text).subarray(start).toString().trim().split(/\s/)[0]}`,
      );
    }),
  );
  expect(heads.length).toBeGreaterThan(15);
  expect([...new Set(heads.flat())].sort()).toEqual([
    "SelectStmt select",
    "TransactionStmt begin",
    "TransactionStmt rollback",
    "VariableSetStmt set",
  ]);
});

test("the log would tell of anything else", async () => {
  const database = await populated();
  const logged = await statementsDuring(server, database, () =>
    withClient(database, "owner", (client) => client.query("update people\nset note = $1", ["x"])),
  );
  expect(logged).toContain("update people\nset note = $1");
});

test("a role that may read nothing but the ledger sees the whole schema", async () => {
  const database = await populated();
  const role = await withClient(database, "superuser", async (client) => {
    await client.query(`create role onlooker login password 'on'; revoke all on schema public from public;
      grant usage on schema drizzle to onlooker; grant select on drizzle.__drizzle_migrations to onlooker`);
    return { user: "onlooker", password: "on" };
  });
  onTestFinished(() =>
    withClient(database, "superuser", async (client) => {
      await client.query("drop owned by onlooker; drop role onlooker");
    }),
  );
  const [all, seen] = [await look(targetOf(database)), await look(targetOf(database, role))];
  expect(seen.catalog).toEqual(all.catalog);
  expect(seen.ledger).toEqual(all.ledger);
  expect(seen.census).toEqual(all.census);
  expect(seen.ledgers).toEqual([
    { schema: "drizzle", table: "__drizzle_migrations", tool: "drizzle", rows: 2, last: "2", failed: 0 },
    { schema: "public", table: "schema_migrations", tool: "custom", rows: null, last: null, failed: 0 },
  ]);
  expect(seen.statistics.shapes["public.people"]).toEqual({ rows: 300, columns: {} });
  expect(seen.statistics.without.map(({ table }) => table)).toContain("public.people");
});

test("positions of sequences are left out", async () => {
  const { catalog } = await look(targetOf(await populated()));
  expect(catalog.sequences.map(({ name, next, owned }) => ({ name, next, owned }))).toEqual([
    { name: "__drizzle_migrations_id_seq", next: null, owned: true },
    { name: "apart", next: null, owned: false },
    { name: "people_id_seq", next: null, owned: true },
  ]);
});

test("a database with the guard reads as without", async () => {
  const database = await populated();
  const before = await look(targetOf(database));
  await withClient(database, "superuser", (client) => client.query(installSql(everything)));
  expect(await look(targetOf(database))).toEqual(before);
  const whole = await withClient(database, "superuser", (client) => readCatalog(client));
  expect(whole.sequences.map(({ name }) => name)).toEqual(before.catalog.sequences.map(({ name }) => name));
});
