import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { alembicLedger, drizzleLedger, everything, outcome, withGuarded } from "./guard.fixture.ts";
import { guardFunctions, guardVersion, installSql, migrationSql, probeSql, removeSql } from "./index.ts";
import { digest } from "./world.fixture.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const before = `
  create table projects (id int primary key, lead text);
  insert into projects values (1, 'Ann');
  create schema drizzle;
  create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
  insert into drizzle.__drizzle_migrations (hash, created_at) values ('a', 1);
  create table alembic_version (version_num varchar(32) primary key);
  insert into alembic_version values ('a1');`;

/** Everything of a guard, with the identifiers that a second one would have anew. */
const parts = `
  select array(select oid || ' ' || proname || ' ' || proacl::text from pg_proc where pronamespace = 'holdfast_guard'::regnamespace order by oid)
    || array(select oid || ' ' || relname || (select count(*) from aclexplode(relacl) where grantee <> relowner) from pg_class where relnamespace = 'holdfast_guard'::regnamespace order by oid)
    || array(select oid || ' ' || tgname || tgenabled::text from pg_trigger where not tgisinternal order by oid)
    || array(select oid || ' ' || evtname || evtenabled::text from pg_event_trigger order by oid)
    || array(select r::text from holdfast_guard.recorded r order by 1) || array(select l::text from holdfast_guard.ledger l order by 1)
    || array(select s::text from holdfast_guard.setting s)
    as parts`;

async function partsOf(client: pg.Client): Promise<readonly string[]> {
  return (await client.query(parts)).rows[0].parts;
}

async function worldOf(client: pg.Client): Promise<unknown> {
  return (await client.query(digest)).rows[0];
}

test("says what it refuses, and of which object", () =>
  withGuarded(server, { before }, async (owner) => {
    const refused = async (sql: string) => outcome(owner, sql);
    expect(await refused("alter table projects drop column lead")).toBe(
      "HF001 the guard refuses to drop column public.projects.lead",
    );
    expect(await refused("drop table projects")).toBe("HF001 the guard refuses to drop table public.projects");
    expect(await refused("truncate projects")).toBe("HF001 the guard refuses to truncate public.projects");
    expect(await refused("delete from drizzle.__drizzle_migrations")).toBe(
      "HF001 the guard refuses to delete rows of the ledger drizzle.__drizzle_migrations",
    );
    expect(await refused("update drizzle.__drizzle_migrations set hash = 'b'")).toBe(
      "HF001 the guard refuses to update rows of the ledger drizzle.__drizzle_migrations",
    );
    expect(await refused("alter table drizzle.__drizzle_migrations rename to x")).toBe(
      "HF002 the guard on drizzle.x keeps the ledger where it is, under its own name",
    );
    expect(await refused("alter table projects disable trigger all")).toBe(
      "HF002 the guard on public.projects cannot be taken off",
    );
    expect(await refused("update alembic_version set version_num = 'a1'")).toBe("ok");
    expect(await refused("update alembic_version set version_num = 'b2'")).toBe("ok");
    expect(await refused("update alembic_version set version_num = 'a1'")).toBe(
      "HF001 the guard refuses to go back to a1 in the ledger public.alembic_version",
    );
  }));

test("installed twice it is the same, to the last identifier", () =>
  withGuarded(server, { before }, async (_, superuser) => {
    const once = await partsOf(superuser);
    expect(once.length).toBeGreaterThan(20);
    const notices: (string | undefined)[] = [];
    superuser.on("notice", ({ message }) => notices.push(message));
    await superuser.query(installSql(everything));
    expect(notices).toEqual([]);
    expect((await superuser.query("show client_min_messages")).rows).toEqual([{ client_min_messages: "notice" }]);
    expect(await partsOf(superuser)).toEqual(once);
    const { rows } = await superuser.query(
      `select obj_description('holdfast_guard'::regnamespace) as version,
        array(select proname || ' ' || encode(sha256(convert_to(prosrc, 'UTF8')), 'hex') from pg_proc
          where pronamespace = 'holdfast_guard'::regnamespace order by proname collate "C") as functions`,
    );
    const expected = guardFunctions.map(({ name, digest: sha256 }) => `${name} ${sha256}`).sort();
    expect(rows[0]).toEqual({ version: guardVersion, functions: expected });
  }));

test("puts right what was altered, and keeps permits and what was recorded", () =>
  withGuarded(server, { before }, async (_, superuser) => {
    const once = await partsOf(superuser);
    await superuser.query(`
      insert into holdfast_guard.permit (action, object, migration, sha256, reason, owner, expires)
        values ('drop', '{public,projects}', 'm', 's', 'r', 'o', '9999-01-01');
      alter event trigger holdfast_drop disable;
      alter event trigger holdfast_command enable;
      create role holdfast_test_stranger;
      grant usage on schema holdfast_guard to public;
      grant insert on holdfast_guard.permit to holdfast_test_stranger;
      create role holdfast_test_reader;
      grant select (reason) on holdfast_guard.permit to holdfast_test_reader;
      grant execute on function holdfast_guard.use_permit to public;
      alter function holdfast_guard.bind() owner to holdfast_test_stranger;
      alter table holdfast_guard.permit disable trigger bind;
      set session_replication_role = replica;
      alter table projects disable trigger holdfast_truncate;
      drop trigger holdfast_ledger on drizzle.__drizzle_migrations;
      create or replace function holdfast_guard.on_truncate() returns trigger language plpgsql as 'begin return null; end';
      reset session_replication_role`);
    await superuser.query(installSql(everything));
    const ids = (all: readonly string[]) => all.map((part) => part.replace(/^\d+ (holdfast_ledger)/, "$1"));
    expect(ids(await partsOf(superuser))).toEqual(expect.arrayContaining(ids(once)));
    expect(await partsOf(superuser)).toHaveLength(once.length);
    expect((await superuser.query("select migration from holdfast_guard.permit")).rows).toEqual([{ migration: "m" }]);
    const { rows } = await superuser.query(
      "select count(*)::int as definers from pg_proc where pronamespace = 'holdfast_guard'::regnamespace and prosecdef and proowner = (select oid from pg_roles where rolname = current_user)",
    );
    expect(rows[0].definers).toBe(guardFunctions.length);
    await superuser.query("drop role holdfast_test_stranger; drop role holdfast_test_reader");
  }));

test("removed, it leaves nothing", async () => {
  const database = await server.create(await server.createOwner());
  await withClient(database, "superuser", async (superuser) => {
    await superuser.query(before);
    const untouched = await worldOf(superuser);
    await superuser.query(installSql(everything));
    expect(await worldOf(superuser)).not.toEqual(untouched);
    await superuser.query(removeSql());
    expect(await worldOf(superuser)).toEqual(untouched);
    await superuser.query(removeSql());
    await superuser.query(probeSql);
    expect(await worldOf(superuser)).toEqual(untouched);
  });
  await withClient(database, "owner", async (owner) => {
    expect(await outcome(owner, probeSql)).toMatch(/^42501 permission denied to create event trigger/);
    expect(await outcome(owner, installSql(everything))).toMatch(/^42501/);
  });
});

test("covers listed tables against TRUNCATE, and ledgers; drops are refused all the same", () => {
  const wish = { ...everything, ledgers: [drizzleLedger], tables: [{ schema: "public", name: "kept" }] };
  return withGuarded(server, { before, wish }, async (owner, superuser) => {
    expect(await outcome(owner, "truncate projects")).toBe("ok");
    expect(await outcome(owner, "create table kept (id int)")).toBe("ok");
    expect(await outcome(owner, "truncate kept")).toMatch(/^HF001/);
    expect(await outcome(owner, "alter table kept rename to kept_on")).toBe("ok");
    expect(await outcome(owner, "truncate kept_on")).toMatch(/^HF001/);
    expect(await outcome(owner, "alter table kept_on disable trigger all")).toMatch(/^HF002/);
    expect(await outcome(owner, "drop trigger holdfast_truncate on kept_on")).toMatch(/^HF002/);
    expect(await outcome(owner, "truncate drizzle.__drizzle_migrations")).toMatch(/^HF001/);
    expect(await outcome(owner, "drop table projects")).toMatch(/^HF001/);
    // Wished for otherwise later on, the rest goes with it; but a ledger stays one, of whichever history it is.
    await superuser.query(installSql({ ledgers: [alembicLedger], tables: [], eventTriggers: false }));
    for (const sql of ["truncate kept_on", "drop table projects"]) expect(await outcome(owner, sql)).toBe("ok");
    for (const { location } of [drizzleLedger, alembicLedger]) {
      expect(await outcome(owner, `delete from ${location.schema}.${location.table}`)).toMatch(/^HF001/);
    }
  });
});

test("a copy of a database has its guard", () =>
  withGuarded(server, { before }, async (owner, superuser, database) => {
    await Promise.all([owner.end(), superuser.end()]);
    const copy = await server.clone(database);
    await withClient(copy, "owner", async (client) => {
      expect(await outcome(client, "drop table projects")).toMatch(/^HF001/);
      expect(await outcome(client, "create table n (id int); truncate n")).toMatch(/^HF001/);
      expect(await outcome(client, "delete from drizzle.__drizzle_migrations")).toMatch(/^HF001/);
    });
    await server.drop(copy);
  }));

test("as a migration it is made where the migrator may, and else passes with a warning", async () => {
  const database = await server.create(await server.createOwner());
  const there = "select 1 from pg_namespace where nspname = 'holdfast_guard'";
  const run = (as: "owner" | "superuser", sql: string) =>
    withClient(database, as, async (client) => {
      const warnings: (string | undefined)[] = [];
      client.on("notice", ({ severity, message }) => severity === "WARNING" && warnings.push(message));
      await client.query(
        `begin; create table if not exists before_it (id int); ${sql}; create table if not exists after_it (id int); commit`,
      );
      return { warnings, there: (await client.query(there)).rowCount === 1 };
    });
  const warned = await run("owner", migrationSql(everything));
  expect(warned.there).toBe(false);
  expect(warned.warnings).toEqual([expect.stringMatching(/^The guard was not installed: permission denied/)]);
  expect(await run("superuser", `set local holdfast.guard = 'off'; ${migrationSql(everything)}`)).toEqual({
    warnings: [],
    there: false,
  });
  expect(await run("superuser", migrationSql(everything))).toEqual({ warnings: [], there: true });
  await withClient(database, "owner", async (owner) => {
    for (const table of ["before_it", "after_it"]) expect(await outcome(owner, `truncate ${table}`)).toMatch(/^HF001/);
  });
});
