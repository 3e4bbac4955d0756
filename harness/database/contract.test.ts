import { once } from "node:events";
import { readdirSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Database, ProviderName, Server } from "../model/database.ts";
import { clean } from "../pipeline/clean.ts";
import { identifier } from "../sql/quote.ts";
import { connect, describeRuntimes, providers, type ServerOptions, startServer, withClient } from "./index.ts";
import { addressOf } from "./lent.fixture.ts";
import { startTestServer, testProvider, testWhere } from "./test-server.fixture.ts";
import { kill, killServer, leftBy, startRun } from "./world.fixture.ts";

const quiet = { keep: false, say: () => undefined };
const { provider: _, ...version } = testWhere;
const patience = { timeout: 30_000, interval: 50 };

async function whyNot(name: ProviderName): Promise<string | null> {
  const provider = providers.find((each) => each.name === name);
  return (
    (await provider?.prepare({ ...version, ...quiet }).then(
      () => null,
      (error: Error) => error.message,
    )) ?? null
  );
}

async function value(database: Database, sql: string, as: "owner" | "superuser" = "superuser"): Promise<unknown> {
  const { rows } = await withClient(database, as, (client) => client.query({ text: sql, rowMode: "array" }));
  return rows[0]?.[0];
}

test("every provider's file is in the list", () => {
  const files = readdirSync(new URL("providers", import.meta.url)).filter((name) => !name.includes(".test."));
  expect(providers.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
});

test("auto takes the first provider that works and says which", async () => {
  const said: string[] = [];
  const server = await startServer({ ...version, provider: "auto", keep: false, say: (line) => said.push(line) });
  await server.stop();
  const answered = (await describeRuntimes()).some((probe) => probe.answers && probe.lookedAt);
  if (answered && (await whyNot("testcontainers")) === null) {
    expect(server.provider).toBe("testcontainers");
    expect(said.at(-1)).toBe(`a container of ${server.image}, PostgreSQL ${server.version}`);
  } else {
    expect(server.provider).toBe("embedded");
    expect(said.at(-1)).toMatch(/^embedded PostgreSQL \S+, because (no container runtime answered|the image)/);
  }
});

const names: readonly ProviderName[] = ["testcontainers", "embedded"];
const asked = async (name: ProviderName) =>
  testProvider === "auto" || testProvider === name ? whyNot(name) : `HOLDFAST_PROVIDER is ${testProvider}`;
const absent = new Map(await Promise.all(names.map(async (name) => [name, await asked(name)] as const)));
for (const [name, reason] of absent) if (reason !== null) console.warn(`skipped: ${name}: ${reason}`);

const there: readonly ProviderName[] = [...names.filter((name) => absent.get(name) === null), "server"];

describe.for(there)("%s", (provider) => {
  const ofOurs = test.runIf(provider !== "server");
  if (provider === "server") console.warn("skipped: server: how a server of ours starts and ends");
  let starting: ServerOptions = { ...(provider === "server" ? {} : version), provider, ...quiet };
  let host: Server | null = null;
  let server: Server;
  let owner: string;
  let database: Database;

  beforeAll(async () => {
    if (provider === "server") {
      host = await startTestServer();
      starting = { ...starting, address: await addressOf(host) };
    }
    server = await startServer(starting);
    owner = await server.createOwner();
    database = await server.create(owner);
  });
  afterAll(async () => {
    await server.stop();
    await host?.stop();
  });
  afterEach(() => vi.unstubAllEnvs());

  test("says which PostgreSQL runs", async () => {
    expect(server.provider).toBe(provider);
    expect(await value(database, "SHOW server_version")).toMatch(
      new RegExp(`^${server.version.replace(".", "\\.")}( |$)`),
    );
    expect(server.image === null).toBe(provider !== "testcontainers");
  });

  test("pins what could change the outcome", async () => {
    const { rows } = await withClient(database, "owner", (client) =>
      client.query(
        `SELECT current_setting('TimeZone') AS zone, current_setting('fsync') AS fsync, current_setting('lc_messages') AS messages,
                current_setting('autovacuum') AS autovacuum,
                pg_encoding_to_char(encoding) AS encoding, datcollate AS collate FROM pg_database WHERE datname = current_database()`,
      ),
    );
    expect(rows).toEqual([
      { zone: "UTC", fsync: "off", autovacuum: "off", messages: "C", encoding: "UTF8", collate: "C" },
    ]);
  });

  test("gives the owner its database and nothing else", async () => {
    const { rows } = await withClient(database, "owner", (client) =>
      client.query(
        `SELECT current_user AS me, rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS privileged,
                pg_get_userbyid(datdba) AS owner FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
      ),
    );
    expect(rows).toEqual([{ me: owner, privileged: false, owner }]);
    const outside = withClient(database, "owner", (client) => client.query("COPY (SELECT 1) TO PROGRAM 'true'"));
    await expect(outside).rejects.toMatchObject({ code: "42501" });
    expect(await value(database, "SHOW is_superuser", "superuser")).toBe("on");
  });

  test("clones rows, identifiers, settings, grants, owner and limit", async () => {
    const original = await server.create(owner);
    const guest = await server.createOwner();
    await withClient(original, "superuser", async (client) => {
      const names = { database: identifier(original.name), owner: identifier(owner), guest: identifier(guest) };
      await client.query(`
        SET ROLE ${names.owner};
        CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'é'), (2, NULL);
        ALTER DATABASE ${names.database} SET search_path = "a ""b, c", public;
        RESET ROLE;
        ALTER ROLE ${names.owner} IN DATABASE ${names.database} SET work_mem = '3MB';
        GRANT CONNECT ON DATABASE ${names.database} TO ${names.guest} WITH GRANT OPTION;
        REVOKE TEMPORARY ON DATABASE ${names.database} FROM PUBLIC;
        ALTER DATABASE ${names.database} CONNECTION LIMIT 7`);
    });
    const facts = (of: Database) =>
      withClient(of, "owner", async (client) => {
        const { rows } = await client.query(
          `SELECT 'public.t'::regclass::oid AS oid, (SELECT array_agg(t ORDER BY id) FROM public.t) AS rows, datacl::text, datconnlimit,
                  pg_get_userbyid(datdba), current_setting('search_path') AS path, current_setting('work_mem') AS memory,
                  (SELECT count(*) FROM pg_shdepend WHERE objid = d.oid AND classid = 'pg_database'::regclass) AS dependencies
             FROM pg_database d WHERE datname = current_database()`,
        );
        return rows[0];
      });
    const copy = await server.clone(original);
    expect(copy.token).not.toBe(original.token);
    expect(await facts(copy)).toEqual(await facts(original));
    expect(await facts(copy)).toMatchObject({ path: '"a ""b, c", public', memory: "3MB", datconnlimit: 7 });
    await value(copy, "DELETE FROM public.t");
    expect(await value(original, "SELECT count(*)::int FROM public.t")).toBe(2);
    await server.drop(original);
    await expect(server.dropOwner(guest)).rejects.toMatchObject({ code: "2BP01" });
    await server.drop(copy);
    await server.dropOwner(guest);
  });

  test("says who keeps a database from being cloned", async () => {
    const client = await connect(database, "owner");
    await expect(server.clone(database)).rejects.toMatchObject({
      kind: "environment",
      code: "environment/database-in-use",
      tried: [`holdfast, user ${owner}, idle`],
    });
    await client.end();
    await server.drop(await server.clone(database));
  });

  test("touches no database that lacks the run's token", async () => {
    const foreign = { ...database, token: "0".repeat(32) };
    const refusal = { kind: "bug", code: "bug/not-our-database" };
    await expect(connect(foreign, "owner")).rejects.toMatchObject(refusal);
    await expect(connect(foreign, "superuser")).rejects.toMatchObject(refusal);
    await expect(server.clone(foreign)).rejects.toMatchObject(refusal);
    await expect(server.drop(foreign)).rejects.toMatchObject(refusal);
    const template = { ...database, settings: () => ({ ...database.settings("superuser"), database: "template1" }) };
    await expect(connect(template, "superuser")).rejects.toMatchObject(refusal);
    expect(await value(database, "SELECT 1")).toBe(1);
  });

  test("takes nothing from the environment", async () => {
    const hostile = {
      PGHOST: "203.0.113.1",
      PGPORT: "1",
      PGUSER: "x",
      PGPASSWORD: "x",
      PGDATABASE: "x",
      PGREPLICATION: "database",
    };
    const more = {
      PGSSLMODE: "require",
      PGSSLNEGOTIATION: "direct",
      PGOPTIONS: "-c search_path=x",
      PGAPPNAME: "x",
      PGCONNECT_TIMEOUT: "1",
    };
    for (const [key, setting] of Object.entries({ ...hostile, ...more })) vi.stubEnv(key, setting);
    expect(
      await value(database, "SELECT current_setting('search_path') || current_setting('application_name')", "owner"),
    ).toBe('"$user", publicholdfast');
  });

  test("drops databases that are in use, and roles", async () => {
    const other = await server.createOwner();
    const doomed = await server.create(other);
    const client = await connect(doomed, "owner");
    await server.drop(doomed);
    await server.dropOwner(other);
    await expect(client.query("SELECT 1")).rejects.toThrow();
    expect(await value(database, `SELECT count(*)::int FROM pg_roles WHERE rolname = '${other}'`)).toBe(0);
  });

  test("runs several servers at once, apart from each other", async () => {
    const servers = await Promise.all([startServer(starting), startServer(starting)]);
    const databases = await Promise.all(servers.map(async (each) => each.create(await each.createOwner())));
    await Promise.all(databases.map((each) => value(each, "CREATE TABLE mine (id int)", "owner")));
    expect(new Set([database, ...databases].map((each) => each.settings("owner").port)).size).toBe(
      provider === "server" ? 1 : 3,
    );
    expect(await value(database, "SELECT to_regclass('public.mine')")).toBeNull();
    await Promise.all(servers.map((each) => each.stop()));
  });

  ofOurs("leaves nothing behind when stopped, and names the server as gone", async () => {
    const before = await leftBy(process.pid, provider);
    const short = await startServer(starting);
    const made = await short.create(await short.createOwner());
    expect((await leftBy(process.pid, provider)).length).toBe(before.length + 1);
    await Promise.all([short.stop(), short.stop()]);
    expect(await leftBy(process.pid, provider)).toEqual(before);
    await expect(connect(made, "owner")).rejects.toMatchObject({
      kind: "environment",
      code: "environment/server-gone",
    });
  });

  ofOurs("survives the death of its server", async () => {
    const before = await leftBy(process.pid, provider);
    const dying = await startServer(starting);
    const made = await dying.create(await dying.createOwner());
    const idle = await connect(made, "owner");
    const asking = withClient(made, "owner", (client) => client.query("SELECT pg_sleep(600)"));
    const answered = expect(asking).rejects.toMatchObject({ kind: "environment", code: "environment/server-gone" });
    await killServer(provider, made.settings("superuser"));
    await answered;
    await expect(dying.createOwner()).rejects.toMatchObject({ kind: "environment", code: "environment/server-gone" });
    await idle.end();
    await dying.stop();
    expect(await leftBy(process.pid, provider)).toEqual(before);
  });

  ofOurs.for(["SIGKILL", "SIGTERM"] as const)("leaves nothing behind when its process gets %s", async (signal) => {
    const run = await startRun(provider, false);
    expect(await leftBy(run.pid, provider)).not.toEqual([]);
    await kill(run, signal);
    await vi.waitFor(async () => expect(await leftBy(run.pid, provider)).toEqual([]), patience);
  });

  ofOurs.for(["stop", "forget"])("lets its process end by itself, and well, when told to %s", async (then) => {
    const run = await startRun(provider, false, then);
    const [code] = await once(run.process, "exit");
    expect(code).toBe(0);
    await vi.waitFor(async () => expect(await leftBy(run.pid, provider)).toEqual([]), patience);
  });

  ofOurs("keeps a server on request until clean removes it", async () => {
    const run = await startRun(provider, true);
    await kill(run, "SIGKILL");
    await (await startServer(starting)).stop();
    const kept = { ...database, name: "kept", token: "", settings: () => run.settings };
    await expect(connect(kept, "superuser")).rejects.toMatchObject({ code: "bug/not-our-database" });
    const said: string[] = [];
    await clean({ server: null, dryRun: false, say: (line) => said.push(line) });
    // Nothing is taken from a process that still runs.
    await server.drop(await server.create(owner));
    expect(said.filter((line) => line.endsWith(`, left by process ${run.pid}`)).length).toBe(1);
    expect(await leftBy(run.pid, provider)).toEqual([]);
    await expect(connect(kept, "superuser")).rejects.toMatchObject({ code: "environment/server-gone" });
  });
});
