import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, type TestContext, test } from "vitest";
import type { ConnectionSettings, Database, Dumper, Server } from "../model/database.ts";
import { startInstalled } from "./debian.fixture.ts";
import { findDumper } from "./dump.ts";
import { connect, withClient } from "./index.ts";
import { needs, skip } from "./skip.fixture.ts";
import { startTestServer } from "./test-server.fixture.ts";
import { thisMachine } from "./this-machine.ts";
import { certificate, speakTls } from "./tls.fixture.ts";
import { leftBy } from "./world.fixture.ts";

async function value(database: Database, sql: string): Promise<unknown> {
  const { rows } = await withClient(database, "superuser", (client) => client.query({ text: sql, rowMode: "array" }));
  return rows[0]?.[0];
}

/** Arguments of every process of this machine, and with them of its containers. */
function commandLines(): readonly string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")];
      } catch {
        // It ended in between.
        return [];
      }
    });
}

const places = { "where tests run": startTestServer, "of this machine's packages": startInstalled };

describe.for(Object.entries(places))("on a server %s", ([, start]) => {
  let server: Server | null;
  let owner: string;
  let why: string | null = null;
  let dumper: Dumper;

  beforeAll(async () => {
    server = await start();
    owner = (await server?.createOwner()) ?? "";
    const found = (await server?.findDumper()) ?? { missing: "PostgreSQL is not installed here" };
    if ("missing" in found) why = found.missing;
    else dumper = found;
  });
  afterAll(() => server?.stop());

  async function made(context: TestContext, sql: string): Promise<Database> {
    if (why !== null) skip(context, why);
    const database = await there().create(owner);
    await withClient(database, "owner", (client) => client.query(sql));
    return database;
  }

  /** Asked only where there is a dumper, and with it a server. */
  const there = () => server as Server;

  test("what was dumped comes back in another database, and nothing of the dump stays", async (context) => {
    const original = await made(context, "create table t (id int primary key, v text); insert into t values (1, 'é');");
    const dump = await dumper.dump(original);
    expect(dump.bytes).toBeGreaterThan(500);
    await withClient(original, "owner", (client) => client.query("insert into t values (2, 'later')"));
    const restored = await there().create(owner, original);
    expect(await dump.restore(restored)).toEqual([]);
    expect(
      await value(
        restored,
        "select string_agg(v, ',') || ' ' || pg_get_userbyid(relowner) from t, pg_class where relname = 't' group by relowner",
      ),
    ).toBe(`é ${owner}`);
    await dump.remove();
    expect((await leftBy(process.pid, "embedded")).filter((name) => name.includes("-dump-"))).toEqual([]);
    const again = await there().create(owner);
    await expect(dump.restore(again)).rejects.toMatchObject({ code: "environment/restore-failed" });
    expect(dumper.by).toBe(`pg_dump and pg_restore ${there().version}`);
  });

  test.runIf(process.platform === "linux")("the password stands in no list of processes", async (context) => {
    const original = await made(context, "create table t (id int)");
    const client = await connect(original, "superuser");
    await client.query("begin; lock table t");
    const dumping = dumper.dump(original);
    const waiting =
      "select count(*)::int from pg_stat_activity where application_name = 'pg_dump' and wait_event_type = 'Lock'";
    await expect.poll(() => value(original, waiting), { timeout: 20_000 }).toBe(1);
    const lines = commandLines();
    await client.query("rollback");
    await client.end();
    await (await dumping).remove();
    expect(lines.filter((line) => /pg_dump .*--format=custom/.test(line))).not.toEqual([]);
    expect(lines.filter((line) => line.includes(original.settings("superuser").password))).toEqual([]);
  });

  test("what the server refuses is told, each by its name, and the rest is restored", async (context) => {
    const original = await made(
      context,
      `create table limits (most int); insert into limits values (9);
       create function within(n int) returns boolean language sql as 'select n <= (select most from limits)';
       create table orders (id int primary key check (within(id))); insert into orders values (1);
       create table lines (id int references orders); insert into lines values (1);`,
    );
    const dump = await dumper.dump(original);
    const restored = await there().create(owner);
    expect(await dump.restore(restored)).toEqual([
      { object: "TABLE DATA orders", message: 'relation "limits" does not exist' },
      {
        object: "FK CONSTRAINT lines lines_id_fkey",
        message: 'insert or update on table "lines" violates foreign key constraint "lines_id_fkey"',
      },
    ]);
    expect(await value(restored, "select count(*)::int from lines")).toBe(1);
    await dump.remove();
  });

  test("a database that cannot be dumped is an error with the words of pg_dump", async (context) => {
    const original = await made(context, "create table t (id int)");
    await there().drop(original);
    await expect(dumper.dump(original)).rejects.toMatchObject({
      code: "environment/dump-failed",
      message: expect.stringMatching(/^pg_dump failed: .*database "holdfast_\w+" does not exist$/),
    });
  });

  test("a new database can have the encoding and the locale of another", async (context) => {
    if (server === null) return skip(context, why ?? "");
    needs(context, server, 15, "a provider of locales");
    const original = await server.create(owner);
    const admin = await connect(original, "superuser");
    const name = `${original.name}_icu`;
    await admin.query(
      `create database ${name} template template0 encoding 'LATIN1' locale 'C' locale_provider icu icu_locale 'de-AT'`,
    );
    const alike = await server.create(owner, { name });
    const { rows } = await admin.query(
      `select distinct encoding, datcollate, datctype, datlocprovider,
         coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') as locale
       from pg_database d where datname in ($1, $2)`,
      [name, alike.name],
    );
    expect(rows).toHaveLength(1);
    await admin.query(`drop database ${name}`);
    await admin.end();
  });
});

test("a server is reached with the encryption that was asked for, or not at all", async (context) => {
  const server = await startInstalled();
  context.onTestFinished(() => server?.stop());
  if (server === null) return skip(context, "PostgreSQL is not installed here");
  const database = await server.create(await server.createOwner());
  const settings = database.settings("superuser");
  await speakTls(settings);
  const ca = { rejectUnauthorized: true, ca: certificate };
  const reached = async (host: string, ssl: NonNullable<ConnectionSettings["ssl"]>): Promise<boolean> => {
    const dumper = await findDumper(thisMachine({ ...settings, host, ssl }), server.version);
    const dump = "missing" in dumper ? null : await dumper.dump(database).catch(() => null);
    await dump?.remove();
    return dump !== null;
  };
  expect(await reached("127.0.0.1", { rejectUnauthorized: false })).toBe(true);
  expect(await reached("localhost", ca)).toBe(true);
  expect(await reached("127.0.0.1", ca)).toBe(false);
  expect(await reached("127.0.0.1", { ...ca, checkServerIdentity: () => undefined })).toBe(true);
  expect(await reached("localhost", { rejectUnauthorized: true })).toBe(false);
});

test("where there is no pg_dump of the server's major version, it says what there is", async () => {
  const shell = thisMachine({ host: "127.0.0.1", port: 1, user: "", password: "", database: "" });
  expect(await findDumper(shell, "99.1")).toEqual({
    missing: expect.stringMatching(
      /^the server is PostgreSQL 99\.1, and there is no pg_dump of version 99 on this machine(, only of [\d.]+)?$/,
    ),
  });
});
