import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, connect as dial, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Database, Server } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import type { LiveTarget } from "../model/live.ts";
import { liveError, openLive, readAddress, withClient, withLive } from "./index.ts";
import { freePort } from "./launch.ts";
import { startTestServer } from "./test-server.fixture.ts";
import { certificate, speakTls, unencrypted } from "./tls.fixture.ts";

let server: Server;
let database: Database;

beforeAll(async () => {
  server = await startTestServer();
  database = await server.create(await server.createOwner());
  await withClient(database, "superuser", (client) =>
    client.query(`create table hidden (id int); create schema closed; create table closed.door (id int);
      create table guarded (id int); alter table guarded enable row level security;
      create role stranger login password 'p4ss'; grant usage on schema public to stranger; grant select on guarded to stranger`),
  );
});
afterAll(() => server.stop());

const target = (settings: Partial<LiveTarget["settings"]> = {}, tls: LiveTarget["tls"] = "prefer"): LiveTarget => ({
  settings: { ...database.settings("owner"), ...settings },
  tls,
  shown: "me@there",
});
const stranger = { user: "stranger", password: "p4ss" };

async function thrownBy(given: LiveTarget, sql = "select 1"): Promise<unknown> {
  const error = await withLive(given, "look", (client) => client.query(sql)).catch((thrown: unknown) => thrown);
  if (error instanceof HarnessError && given.settings.password !== "") {
    expect([error.message, error.remedy, error.stack].join("\n")).not.toContain(given.settings.password);
  }
  return error;
}

describe("reading a live database", () => {
  test("tells what it is", async () => {
    const { name } = database;
    expect(await withLive(target(), "look", async (_, found) => found)).toEqual({
      version: server.version,
      major: Number.parseInt(server.version, 10),
      database: name,
      user: database.settings("owner").user,
    });
  });

  test("can write nothing, and holds to one state", async () => {
    expect(await thrownBy(target(), "create table made (id int)")).toMatchObject({ code: "25006" });
    const counts = await withLive(target(database.settings("superuser")), "look", async (client) => {
      const count = async () =>
        (await client.query<{ n: string }>("select count(*) as n from public.hidden")).rows[0]?.n;
      const before = await count();
      await withClient(database, "superuser", (other) => other.query("insert into hidden values (1)"));
      return [before, await count()];
    });
    expect(counts).toEqual(["0", "0"]);
  });

  test("takes nothing from the environment", async () => {
    for (const [name, value] of Object.entries({
      PGHOST: "nowhere.invalid",
      PGPORT: "1",
      PGUSER: "nobody",
      PGPASSWORD: "wrong",
      PGDATABASE: "elsewhere",
      PGOPTIONS: "-c work_mem=7MB",
      PGAPPNAME: "somebody",
      PGSSLMODE: "verify-full",
      PGREPLICATION: "database",
    })) {
      vi.stubEnv(name, value);
    }
    onTestFinished(() => void vi.unstubAllEnvs());
    const seen = await withLive(target(), "look", async (client, { user }) => ({
      user,
      ...(
        await client.query("select current_setting('work_mem') as memory, current_setting('application_name') as name")
      ).rows[0],
    }));
    expect(seen).toEqual({ user: database.settings("owner").user, memory: "4MB", name: "holdfast" });
    expect(await thrownBy(target({ password: "" }))).toMatchObject({ code: "environment/live-refused" });
  });

  test("sends no start-up parameter that a pooler refuses", async () => {
    vi.stubEnv("PGOPTIONS", "-c work_mem=7MB");
    onTestFinished(() => void vi.unstubAllEnvs());
    const { port, sent } = await proxyAt(0);
    await withLive(target({ host: "127.0.0.1", port }, "off"), "look", (client) => client.query("select 1"));
    expect(sent()).toEqual(["application_name", "client_encoding", "database", "user"]);
  });

  test("goes through a Unix socket, where nothing is encrypted", async () => {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-socket-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await proxyAt(join(folder, ".s.PGSQL.6000"));
    const { user, password, database: name } = database.settings("owner");
    const address = `postgres://${user}:${password}@${encodeURIComponent(folder)}:6000/${name}?sslmode=require`;
    const seen = await withLive(await readAddress(address, {}), "look", async (_, found) => found.database);
    expect(seen).toBe(name);
  });
});

/** Leads from a place to the test server until the test ends; `sent` gives the names of what a client sent first. */
async function proxyAt(place: number | string): Promise<{ readonly port: number; sent(): readonly string[] }> {
  const sockets: Socket[] = [];
  let names: readonly string[] = [];
  const { host, port } = database.settings("owner");
  const proxy = createServer((socket) => {
    const beyond = dial(port, host);
    sockets.push(socket, beyond);
    socket.once("data", (bytes) => {
      const words = bytes.subarray(8).toString().split("\0");
      names = words.filter((word, at) => at % 2 === 0 && word !== "").sort();
    });
    socket.pipe(beyond).pipe(socket);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  await once(typeof place === "string" ? proxy.listen(place) : proxy.listen(place, "127.0.0.1"), "listening");
  const address = proxy.address();
  return { port: typeof address === "object" && address !== null ? address.port : 0, sent: () => names };
}

describe("a database that cannot be read", () => {
  const cases: readonly {
    what: string;
    given: () => LiveTarget | Promise<LiveTarget>;
    sql?: string;
    expected: object;
  }[] = [
    {
      what: "nobody listens",
      given: async () => target({ port: await freePort() }),
      expected: { code: "environment/live-unreachable" },
    },
    {
      what: "no such host",
      given: () => target({ host: "nowhere.invalid" }),
      expected: { code: "environment/live-unreachable" },
    },
    {
      what: "no such socket",
      given: () => target({ host: "/nowhere" }),
      expected: { code: "environment/live-unreachable" },
    },
    {
      what: "a wrong password",
      given: () => target({ password: "wr0ng" }),
      expected: { code: "environment/live-refused" },
    },
    { what: "no password", given: () => target({ password: "" }), expected: { code: "environment/live-refused" } },
    {
      what: "no such user",
      given: () => target({ user: "nobody-here" }),
      expected: { code: "environment/live-refused" },
    },
    {
      what: "no such database",
      given: () => target({ database: "nowhere" }),
      expected: { code: "environment/live-refused" },
    },
    {
      what: "a table without SELECT",
      given: () => target(stranger),
      sql: "select * from public.hidden",
      expected: { code: "environment/live-privilege", remedy: expect.stringContaining("GRANT SELECT ON hidden TO") },
    },
    {
      what: "a schema without USAGE",
      given: () => target(stranger),
      sql: "select * from closed.door",
      expected: {
        code: "environment/live-privilege",
        remedy: expect.stringContaining("GRANT USAGE ON SCHEMA closed TO"),
      },
    },
    {
      what: "a table whose policies hide rows",
      given: () => target(stranger),
      sql: "select * from public.guarded",
      expected: { code: "environment/live-privilege", remedy: expect.stringContaining("BYPASSRLS") },
    },
    {
      what: "a statement that takes too long",
      given: () => target(),
      sql: "set local statement_timeout = 20; select pg_sleep(60)",
      expected: { code: "environment/live-busy" },
    },
    {
      what: "a connection that ends meanwhile",
      given: () => target(),
      sql: "select pg_terminate_backend(pg_backend_pid())",
      expected: { code: "environment/live-unreachable" },
    },
  ];

  test.for(cases)("$what", async ({ given, sql, expected }) => {
    const place = await given();
    const error = await thrownBy(place, sql);
    expect(error).toMatchObject({ name: "HarnessError", kind: "environment", step: "look", ...expected });
    expect(error).toMatchObject({ message: expect.stringMatching(/^me@there .*: \S/) });
  });

  test("a table that somebody holds is waited for two seconds and no more", async () => {
    await withClient(database, "superuser", async (holder) => {
      await holder.query("begin; lock table hidden");
      const error = await thrownBy(target(database.settings("superuser")), "select * from public.hidden");
      expect(error).toMatchObject({ code: "environment/live-busy", message: expect.stringContaining("lock timeout") });
    });
  });

  test("a server that is none", async () => {
    const web = createServer((socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    web.listen(0, "127.0.0.1");
    await once(web, "listening");
    onTestFinished(() => void web.close());
    const place = target({ host: "127.0.0.1", port: (web.address() as AddressInfo).port });
    expect(await thrownBy(place)).toMatchObject({ code: "environment/live-unreachable" });
    expect(await thrownBy({ ...place, tls: "off" })).toMatchObject({ code: "environment/live-unreachable" });
  });

  test.for([
    {
      code: "XX000",
      severity: "FATAL",
      message: "Tenant or user not found",
      during: "connect",
      expected: "live-refused",
    },
    {
      code: "08P01",
      severity: "FATAL",
      message: "no such database: x",
      during: "connect",
      expected: "live-unreachable",
    },
    { code: "57P03", severity: "FATAL", message: "starting up", during: "connect", expected: "live-unreachable" },
    {
      code: "42501",
      severity: "FATAL",
      message: "permission denied for database",
      during: "connect",
      expected: "live-refused",
    },
    { code: "53300", severity: "FATAL", message: "too many clients", during: "connect", expected: "live-busy" },
    { code: "40001", severity: "ERROR", message: "conflict with recovery", during: "read", expected: "live-busy" },
    { code: undefined, message: "Query read timeout", during: "read", expected: "live-unreachable" },
  ] as const)("$code $message", ({ during, expected, ...parts }) => {
    const error = liveError(Object.assign(new Error(parts.message), parts), "look", target(), during);
    expect(error).toMatchObject({ kind: "environment", code: `environment/${expected}` });
  });

  test("an error of the query's own is left as it is", () => {
    const own = Object.assign(new Error("syntax error"), { code: "42601", severity: "ERROR" });
    expect(liveError(own, "look", target(), "read")).toBe(own);
  });

  test("what `read` throws comes through", async () => {
    const own = new HarnessError({ kind: "input", code: "input/own", step: "x", message: "x", remedy: "x" });
    await expect(withLive(target(), "look", () => Promise.reject(own))).rejects.toBe(own);
  });
});

describe("encryption", () => {
  let folder: string;
  let root: string;

  async function encrypted(given: LiveTarget): Promise<unknown> {
    return withLive(given, "look", async (client) => {
      const { rows } = await client.query("select ssl from pg_stat_ssl where pid = pg_backend_pid()");
      return rows[0]?.ssl;
    });
  }

  test("is preferred, and done without where the server has none", async () => {
    expect(await encrypted(target())).toBe(false);
    expect(await thrownBy(target({}, "require"))).toMatchObject({ code: "environment/live-unreachable" });
  });

  describe("with a server that speaks it", () => {
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "holdfast-tls-"));
      root = join(folder, "root.pem");
      await writeFile(root, certificate);
      await speakTls(database.settings("superuser"));
      await withClient(database, "superuser", (client) =>
        client.query(`create role ${unencrypted.user} login password '${unencrypted.password}'`),
      );
    });
    afterAll(() => rm(folder, { recursive: true }));

    test.for([
      { tls: "off", host: "localhost", expected: false },
      { tls: "prefer", host: "localhost", expected: true },
      { tls: "require", host: "localhost", expected: true },
      { tls: "ca", host: "127.0.0.1", expected: true },
      { tls: "full", host: "localhost", expected: true },
    ] as const)("$tls to $host", async ({ tls, host, expected }) => {
      const wanted = tls === "ca" || tls === "full" ? { verify: tls, root } : tls;
      expect(await encrypted(target({ host }, wanted))).toBe(expected);
    });

    test("a certificate of another host, or of nobody known, is refused", async () => {
      const other = await thrownBy(target({ host: "127.0.0.1" }, { verify: "full", root }));
      const unknown = await thrownBy(target({ host: "localhost" }, { verify: "ca", root: null }));
      const expected = { code: "environment/live-refused", remedy: expect.stringContaining("certificate") };
      expect([other, unknown]).toMatchObject([expected, expected]);
    });

    test("is done without where the server has a rule against it, unless it is required", async () => {
      expect(await encrypted(target(unencrypted))).toBe(false);
      expect(await thrownBy(target(unencrypted, "require"))).toMatchObject({ code: "environment/live-refused" });
    });
  });
});

test("a connection for writing writes", async () => {
  const client = await openLive(target(), "write");
  await client.query("create table written (id int)");
  await client.end();
  const { rows } = await withLive(target(), "look", (reader) =>
    reader.query("select to_regclass('public.written') is not null as there"),
  );
  expect(rows).toEqual([{ there: true }]);
});
