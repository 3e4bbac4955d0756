import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConnectionSettings, Server } from "../model/database.ts";
import { clean } from "../pipeline/clean.ts";
import { open } from "./connect.ts";
import { startServer, withClient } from "./index.ts";
import { addressOf } from "./lent.fixture.ts";
import { startTestServer } from "./test-server.fixture.ts";
import { speakTls } from "./tls.fixture.ts";
import { kill, startRun } from "./world.fixture.ts";

const quiet = { provider: "server", keep: false, say: () => undefined } as const;
let host: Server;
let address: string;
let stranger: pg.Client;
let place: Omit<ConnectionSettings, "database">;

beforeAll(async () => {
  host = await startTestServer();
  address = await addressOf(host);
  const { username: user, password, hostname, port } = new URL(address);
  place = { host: hostname, port: Number(port), user, password };
  stranger = await open({ ...place, database: "postgres" });
});
afterAll(async () => {
  await stranger?.end();
  await host?.stop();
});

async function names(sql: string): Promise<readonly string[]> {
  const { rows } = await stranger.query<{ name: string }>(sql);
  return rows.map(({ name }) => name);
}

async function run(...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await stranger.query(statement);
}

/** All databases and roles with all that is said of them, down to when their row was last written. */
async function world(): Promise<readonly string[]> {
  return names(
    `select concat_ws(' ', 'database', d.xmin, d, shobj_description(oid, 'pg_database')) as name from pg_database d
     union all select concat_ws(' ', 'role', r.xmin, r, shobj_description(oid, 'pg_authid')) from pg_authid r
     union all select concat_ws(' ', 'member', m) from pg_auth_members m
     union all select concat_ws(' ', 'setting', s) from pg_db_role_setting s
     union all select concat_ws(' ', 'depends', s) from pg_shdepend s where dbid = 0 order by name`,
  );
}

/** How many databases and roles a clean of the server removes. */
async function cleaned(say: (line: string) => void): Promise<number> {
  const { leftovers } = await clean({ server: address, dryRun: false, say });
  return leftovers.filter(({ fate }) => fate === "removed").length;
}

const ours = () =>
  names(
    "select datname as name from pg_database where datname ~ '^holdfast' union select rolname from pg_roles where rolname ~ '^holdfast' order by 1",
  );

test("makes and removes what is its own, beside databases and roles that appear meanwhile", async () => {
  await run("create role early", "create database early owner early");
  const server = await startServer({ ...quiet, address });
  await run("create role late login", "create database late owner late", "alter role late set work_mem = '3MB'");
  const before = (await world()).filter((line) => !line.includes("holdfast_"));
  const database = await server.create(await server.createOwner());
  await server.drop(await server.clone(database));
  expect((await ours()).length).toBe(2);
  await server.stop();
  expect(await ours()).toEqual([]);
  expect(await world()).toEqual(before);
});

test("a crash leaves what clean removes by its mark, and nothing else", async () => {
  const crashed = await startRun("server", false, "work", address);
  const running = await startServer({ ...quiet, address });
  const kept = await running.create(await running.createOwner());
  await run(
    "create database holdfast_000000000000",
    "create role holdfast_owner_000000000000",
    "comment on role holdfast_owner_000000000000 is 'holdfast run 0123'",
    "create database notes",
    `comment on database notes is 'holdfast run ${"0".repeat(12)} ${"0".repeat(32)}'`,
  );
  const before = await world();
  const said: string[] = [];
  expect(await cleaned((line) => said.push(line))).toBe(0);
  expect(await world()).toEqual(before);
  expect(said).toEqual([]);

  await kill(crashed, "SIGKILL");
  const sessions = `select datname as name from pg_stat_activity where datname = '${crashed.settings.database}'`;
  await expect.poll(() => names(sessions), { timeout: 20_000 }).toEqual([]);
  expect(await cleaned((line) => said.push(line))).toBe(2);
  expect(said.filter((line) => line.startsWith("removed the database")).length).toBe(1);
  expect(said.filter((line) => line.startsWith("removed the role holdfast_owner_")).length).toBe(1);
  const { user } = kept.settings("owner");
  expect(await ours()).toEqual([kept.name, user, "holdfast_000000000000", "holdfast_owner_000000000000"].sort());
  await running.stop();
  expect(await cleaned(() => undefined)).toBe(0);
  expect(await names("select datname as name from pg_database where datname = 'notes'")).toEqual(["notes"]);
  await run("drop database holdfast_000000000000", "drop role holdfast_owner_000000000000");
});

test("clean leaves a database without its mark, and says which role cannot go for it", async () => {
  const role = "holdfast_owner_0123456789ab";
  const mark = `holdfast run 0123456789ab ${"0".repeat(32)}`;
  await run(
    `create role ${role}`,
    `comment on role ${role} is '${mark}'`,
    `create database holdfast_0123456789ab owner ${role}`,
  );
  const said: string[] = [];
  const all = { server: address, dryRun: false, say: (line: string) => said.push(line) };
  expect(await clean(all)).toMatchObject({
    verdict: "left",
    findings: [
      {
        code: "environment/leftovers",
        object: role,
        message: expect.stringContaining("owner of database holdfast_0123456789ab"),
      },
    ],
  });
  expect(said).toEqual([]);
  await run(`comment on database holdfast_0123456789ab is '${mark}'`);
  const dry = await clean({ server: address, dryRun: true, say: (line) => expect.fail(line) });
  expect(dry.leftovers.map(({ kind, fate }) => `${kind} ${fate}`)).toEqual([
    "database would-remove",
    "role would-remove",
  ]);
  const both = await Promise.all([clean(all), clean(all)]);
  expect(both.map(({ verdict }) => verdict)).toEqual(["clean", "clean"]);
  expect(await ours()).toEqual([]);
});

test("a run whose connection was cut still counts as one that goes on", async () => {
  const server = await startServer({ ...quiet, address });
  const owner = await server.createOwner();
  await stranger.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'holdfast' and pid <> pg_backend_pid()",
  );
  await server.create(owner).catch(() => undefined);
  await server.create(owner);
  expect(await cleaned(() => undefined)).toBe(0);
  await server.stop();
});

test("stopping a run waits for what is being made, and makes no more", async () => {
  const server = await startServer({ ...quiet, address });
  const before = await ours();
  const owner = await server.createOwner();
  const making = [server.create(owner), server.create(owner)];
  const stopped = server.stop();
  await expect(server.create(owner)).rejects.toMatchObject({ code: "environment/server-gone" });
  await Promise.all([...making, stopped]);
  expect(await ours()).toEqual(before);
});

test.for([
  ["no address", undefined, {}, "input/usage"],
  ["an image", null, { image: "postgres:17" }, "input/server-option"],
  ["a version", null, { postgres: "17" }, "input/server-option"],
  ["to keep it", null, { keep: true }, "input/server-option"],
  ["a user that is no superuser", "postgres://plain:plain@HOST/postgres", {}, "input/server-role"],
  ["a wrong password", "postgres://plain:wr0ng-s3cret@HOST/postgres", {}, "environment/live-refused"],
  ["an address that is none", "mysql://a:wr0ng-s3cret@b/c", {}, "input/url"],
] as const)("refuses %s", async ([, wanted, more, code]) => {
  await stranger.query("drop role if exists plain; create role plain login createdb password 'plain'");
  const given = wanted === null ? address : wanted?.replace("HOST", `${place.host}:${place.port}`);
  const refusal = await startServer({ ...quiet, address: given, ...more }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code });
  expect(JSON.stringify(refusal) + String(refusal)).not.toContain("wr0ng-s3cret");
});

const staging = `
  create role app; create role reader; create role "Odd ""name""";
  create schema sales authorization app;
  create type sales.mood as enum ('glad', 'sad'); alter type sales.mood owner to app;
  create domain sales.short as text check (length(value) < 9);
  create type sales.pair as (a int, b text);
  create type sales.span as range (subtype = int);
  create table sales.people (id serial primary key, mood sales.mood default 'glad', key int generated always as identity);
  alter table sales.people owner to app;
  create table public.parts (id int, at date) partition by range (at);
  create table public.parts_1 partition of public.parts for values from ('2026-01-01') to ('2027-01-01');
  create view public.glad as select * from sales.people where mood = 'glad'; alter view public.glad owner to "Odd ""name""";
  create materialized view public.counted as select count(*) from sales.people;
  create sequence public.loose;
  create function sales.twice(int, text default 'x') returns int language sql as 'select $1 * 2';
  create procedure sales.go() language sql as 'select 1';
  create aggregate sales.total(int) (sfunc = int4pl, stype = int);
  create aggregate sales.every_row(*) (sfunc = int8inc, stype = int8, initcond = '0');
  create operator sales.=== (leftarg = int, rightarg = int, function = int4eq);
  create collation sales.plain from "C";
  create text search configuration sales.words (copy = simple);
  create statistics sales.stats on id, key from sales.people;
  create foreign data wrapper far; create server away foreign data wrapper far options (host 'example.org');
  create user mapping for public server away options (password 's3cret');
  create user mapping for app server away options (password 's3cret');
  grant select on sales.people to reader;
  insert into sales.people (mood) values ('glad'), ('sad');
  select lo_create(4711);
  create function sales.refuse() returns event_trigger language plpgsql as $$ begin
    if tg_tag = 'ALTER TABLE' and current_query() ~ 'OWNER' then raise exception 'no change'; end if; end $$;
  create event trigger no_change on ddl_command_end execute function sales.refuse();
`;

async function makeStaging(): Promise<void> {
  await run("create database staging");
  const client = await open({ ...place, database: "staging" });
  await client.query(staging);
  await client.end();
  await stranger.query("alter database staging owner to app; alter database staging set work_mem = '5MB'");
  await stranger.query(
    "alter role app set search_path = sales; alter role app in database staging set statement_timeout = '77s'",
  );
}

test("copies a database of others, gives the copy to its own role, and leaves the original as it is", async () => {
  await makeStaging();
  const before = (await world()).filter((line) => !line.includes("holdfast_"));
  const server = await startServer({ ...quiet, address });
  const owner = await server.createOwner();
  const copy = await server.copy("staging", owner);
  const seen = await withClient(copy, "owner", async (client) => {
    await client.query(
      "alter table people add column extra int; alter type mood add value 'calm'; update people set mood = 'sad'",
    );
    await client.query(
      "alter table public.parts add column extra int; drop view public.glad; drop function sales.twice; drop aggregate every_row(*)",
    );
    const { rows } = await client.query(
      `select current_setting('search_path') as path, current_setting('statement_timeout') as timeout, current_setting('work_mem') as memory,
         (select count(*)::int from people) as rows, (select count(*)::int from pg_user_mappings) as mappings,
         (select array_agg(c.relname::text) from pg_class c where c.oid > 16384 and c.relowner <> current_user::regrole and relkind not in ('t', 'i')) as others`,
    );
    return rows[0];
  });
  expect(seen).toEqual({ path: "sales", timeout: "77s", memory: "5MB", rows: 2, mappings: 0, others: null });
  const again = await server.clone(copy);
  await withClient(again, "owner", (client) => client.query("select * from people"));
  const outsider = await open({ ...place, user: "plain", password: "plain", database: copy.name }).catch(
    (error: unknown) => error,
  );
  expect(outsider).toMatchObject({ code: "42501" });
  await server.stop();
  expect(await world()).toEqual(before);
});

test("copies no database that somebody is connected to, and ends no session", async () => {
  const server = await startServer({ ...quiet, address });
  const owner = await server.createOwner();
  const session = await open({ ...place, database: "early" });
  await expect(server.copy("early", owner)).rejects.toMatchObject({
    kind: "environment",
    code: "environment/database-in-use",
    tried: [expect.stringMatching(/^holdfast, user \S+, idle$/)],
  });
  expect((await session.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await session.end();
  await expect(server.copy("postgres", owner)).rejects.toMatchObject({ kind: "input", code: "input/from-connected" });
  await expect(server.copy("nowhere", owner)).rejects.toMatchObject({
    kind: "input",
    code: "input/from-unknown",
    remedy: expect.stringContaining("early"),
  });
  await server.stop();
  expect(await ours()).toEqual([]);
});

test("encrypts every connection as the address asks", async () => {
  await speakTls({ ...place, database: "postgres" });
  const server = await startServer({ ...quiet, address: `${address}?sslmode=require` });
  const database = await server.create(await server.createOwner());
  const encrypted = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
  for (const as of ["owner", "superuser"] as const) {
    expect((await withClient(database, as, (client) => client.query(encrypted))).rows).toEqual([{ ssl: true }]);
  }
  const admins = `select bool_and(ssl) as name from pg_stat_ssl where pid in (select pid from pg_locks where locktype = 'advisory')`;
  expect(await names(admins)).toEqual([true]);
  await server.stop();
});

test("a server that goes away is named as gone, and stopping the run does not fail over it", async () => {
  const other = await startTestServer();
  const said: string[] = [];
  const server = await startServer({ ...quiet, address: await addressOf(other), say: (line) => said.push(line) });
  const made = await server.create(await server.createOwner());
  await other.stop();
  await expect(server.createOwner()).rejects.toMatchObject({ code: "environment/server-gone" });
  await server.stop();
  expect(said.filter((line) => line.startsWith(`left the database ${made.name}`)).length).toBe(1);
});
