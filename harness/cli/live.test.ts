import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inspect } from "node:util";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { addressOf } from "../database/lent.fixture.ts";
import { testArguments, testServer } from "../database/test-server.fixture.ts";
import { leftBy } from "../database/world.fixture.ts";
import { baseline, check, drift, snapshot, status } from "../index.ts";
import type { Database, ProviderName, Server } from "../model/database.ts";
import { writers } from "../report/writers.fixture.ts";
import { type Built, build, type Ended, folderOf, programs } from "./built.fixture.ts";
import { documentOf } from "./failure.ts";
import { parseBaseline, parseDrift, parseSnapshot, parseStatus } from "./options/live.ts";

/** What must never be seen; it also has a sign that ends words. */
const canary = "caNary";
const password = `${canary}'9"`;

const history = {
  "0000_people": "create table people (id integer primary key, name text)",
  "0001_age": "alter table people add column age integer",
};

let built: Built;
let server: Server;
let live: Database;
/** The live database's address, and that of the server to replay on. */
let url: string;
let host: string;

beforeAll(async () => {
  [built, server] = await Promise.all([build(), testServer()]);
  await built.write({
    ...folderOf("drizzle", history),
    ...folderOf("behind", { ...history, "0002_towns": "create table towns (id integer)" }),
    ...folderOf("lies", { ...history, "0001_age": "alter table people add column age integer; -- edited" }),
    ...folderOf("endless", { "0000_wait": "select pg_sleep(600)" }),
    "broken/meta/_journal.json": "{",
    "config/holdfast.config.mjs": 'export default { migrations: "../drizzle", provider: "server" };',
    ...folderOf("own/drizzle", history),
    "own/package.json": '{ "scripts": { "migrate": "node migrate.mjs" } }',
    "numbered/001_only.sql": "create table one (id integer)",
    "numbered/holdfast.config.mjs": 'export default { tool: "plain-sql" };',
    "unread.json": '{ "schemaVersion": 1,\n  broken',
  });
  live = await server.create(await server.createOwner());
  const { user, host: name, port, database } = live.settings("owner");
  await withClient(live, "owner", async (client) => {
    await migrate(drizzle(client), { migrationsFolder: join(built.folder, "drizzle") });
  });
  await withClient(live, "superuser", async (client) => {
    await client.query(`alter role ${user} password '${password.replaceAll("'", "''")}'`);
  });
  url = `postgres://${user}:${password}@${name}:${port}/${database}`;
  host = await addressOf(server);
});
afterAll(async () => {
  await server?.stop();
  await built?.remove();
});

const hold = (...args: readonly string[]): Promise<Ended> => built.holdfast(args, { LIVE: url, HOST: host });

/** No word of a password, wherever it was given. */
function expectSilent({ stdout, stderr }: Ended): void {
  const secrets = [canary, new URL(host).password].filter((secret) => secret !== "");
  for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
  expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
}

const onHost = ["--server", "env:HOST"];

describe("status", () => {
  test("ends with 0 where all is applied and true, and keeps an address out of sight", async () => {
    const ended = await hold("status", "drizzle", "--url", url, "--server", host);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^APPLIED {2}every migration/) });
    expect(ended.stdout).toMatch(/\nAgain: npx holdfast status drizzle --url '?postgres:\/\/\w+:\*\*\*@\S+ --server /);
    expect(ended.stderr.match(/a password on the command line is seen/g)).toHaveLength(2);
    expectSilent(ended);
  });

  test("ends with 1 where more is to run, where something is untrue, and where nothing was proven", async () => {
    const behind = await hold("status", "behind", "--url", "env:LIVE", ...onHost);
    expect(behind).toMatchObject({ code: 1, stdout: expect.stringMatching(/^BEHIND {2}/) });
    const untrue = await hold("status", "lies", "--url=env:LIVE", "--json", ...onHost);
    expect(untrue.code).toBe(1);
    expect(JSON.parse(untrue.stdout)).toMatchObject({
      verdict: "untrue",
      findings: [{ code: "ledger/edited" }, { code: "ledger/upgrade-1.0" }],
    });
    const unproven = await hold("status", "drizzle", "--url", "env:LIVE", "--no-replay");
    expect(unproven).toMatchObject({ code: 1, stdout: expect.stringMatching(/^UNPROVEN {2}/) });
    expect(unproven.stdout).toContain("Again: npx holdfast status drizzle --url env:LIVE --no-replay\n");
    for (const ended of [behind, untrue, unproven]) expectSilent(ended);
  });
});

describe("snapshot", () => {
  test("writes its file beside the migrations, once", async () => {
    const first = await hold("snapshot", "drizzle", "--url", "env:LIVE");
    expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^WRITTEN {2}holdfast\/schema\.json\n/) });
    const again = await hold("snapshot", "drizzle", "--url", "env:LIVE");
    expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/^UNCHANGED /) });
  });

  test("gives the same to stdout, and nothing else", async () => {
    await hold("snapshot", "drizzle", "--url", "env:LIVE", "--file", "some.json", "--statistics");
    const text = await readFile(join(built.folder, "some.json"), "utf8");
    const ended = await hold("snapshot", "drizzle", "--url", "env:LIVE", "--file", "-", "--statistics");
    expect(ended).toMatchObject({ code: 0, stdout: text });
    expect(ended.stderr).toContain("run ANALYZE");
    const both = await hold(
      "snapshot",
      "drizzle",
      "--url",
      "env:LIVE",
      "--file",
      "-",
      "--reporter",
      "json=report.json",
    );
    expect(both).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\{\n {2}"schemaVersion": 1/) });
    expect(JSON.parse(await readFile(join(built.folder, "report.json"), "utf8"))).toMatchObject({
      command: "snapshot",
      file: null,
    });
  });
});

test("drift and baseline take the same address and server", async () => {
  const behind = await hold("drift", "behind", "--url", "env:LIVE", "--to", "0002_towns", ...onHost);
  expect(behind).toMatchObject({ code: 1, stdout: expect.stringMatching(/^DRIFTED /) });
  const recorded = await hold("baseline", "drizzle", "--url", "env:LIVE", "--to", "0001_age", ...onHost);
  expect(recorded).toMatchObject({ code: 0, stdout: expect.stringMatching(/^UNCHANGED /) });
});

test("what a command runs on its server is gone afterwards", async () => {
  const { rows } = await withClient(live, "superuser", (client) =>
    client.query("select datname from pg_database where datname ~ '^holdfast_' and datname <> current_database()"),
  );
  expect(rows).toEqual([]);
});

test("check asks the config whose migrations these are, and what runs them", async () => {
  const codes = async (run?: string) => {
    const { findings } = await check({
      folder: "own/drizzle",
      cwd: built.folder,
      ...(run === undefined ? {} : { run }),
    });
    return findings.map(({ code }) => code);
  };
  expect(await codes()).toContain("history/own-runner");
  expect(await codes("npm run migrate")).not.toContain("history/own-runner");
  expect(await hold("check", "numbered")).toMatchObject({ code: 2, stderr: expect.stringContaining("no-migrations") });
  expect(await hold("check", "numbered", "--config", "numbered/holdfast.config.mjs")).toMatchObject({ code: 0 });
});

test("what goes wrong is said in the form that was asked for, with its code, and never the password", async () => {
  const nobody = url.replace(/:\d+\//, ":1/");
  const inJson = await hold("drift", "drizzle", "--url", nobody, "--json");
  expect(JSON.parse(inJson.stdout)).toMatchObject({
    command: "drift",
    error: { code: "environment/live-unreachable" },
  });
  expect(inJson.code).toBe(3);
  const misspelt = await hold("snapshot", "drizzle", `--ulr=${url}`);
  expect(misspelt).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("Did you mean --url?") });
  const spaced = await hold("baseline", "drizzle", "--to", "0001_age", "--url", url.replace(canary, `${canary} `));
  expect(spaced).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("[input/url]") });
  const config = await hold("status", "--config", "config/holdfast.config.mjs", "--url", "env:LIVE");
  expect(config).toMatchObject({ code: 2, stderr: expect.stringContaining("Name it: --server URL") });
  for (const ended of [inJson, misspelt, spaced, config]) expectSilent(ended);
});

type Options = {
  readonly folder: string;
  readonly url: string;
  readonly provider?: "server";
  readonly address?: string;
};

/** Each as a program would call it. */
const calls: Readonly<Record<string, (options: Options & { readonly cwd: string }) => Promise<unknown>>> = {
  status,
  snapshot,
  drift,
  baseline: (options) => baseline({ ...options, to: "0001_age" }),
};

const failures: readonly (readonly [what: string, code: string, options: (at: string) => Partial<Options>])[] = [
  ["nobody listens", "environment/live-unreachable", (at) => ({ url: at.replace(/:\d+\//, ":1/") })],
  ["no such database", "environment/live-refused", (at) => ({ url: `${at}_gone` })],
  ["no such user", "environment/live-refused", (at) => ({ url: at.replace("//", "//nobody_") })],
  ["no database is named", "input/url", (at) => ({ url: at.replace(/\/[^/]*$/, "") })],
  ["another scheme", "input/url", (at) => ({ url: at.replace("postgres", "mysql") })],
  ["no scheme", "input/url", (at) => ({ url: at.replace("postgres://", "") })],
  ["a space in it", "input/url", (at) => ({ url: at.replace(canary, `${canary} `) })],
  ["a slash in it", "input/url", (at) => ({ url: at.replace(canary, `x/${canary}`) })],
  ["a percent sign in it", "input/url", (at) => ({ url: at.replace(canary, `%x${canary}`) })],
  ["an unknown sslmode", "input/url", (at) => ({ url: `${at}?password=${canary}&sslmode=${canary}` })],
  ["a variable that is not set", "input/url", () => ({ url: "env:NOT_SET" })],
  ["a file that holds no address", "input/url", () => ({ url: "file:package.json" })],
  ["no such folder", "input/no-folder", () => ({ folder: "nowhere" })],
  ["a history that cannot be read", "input/journal-unreadable", () => ({ folder: "broken" })],
];

describe.for(Object.entries(calls))("%s", ([name, call]) => {
  test.for(failures)("refuses, and tells nobody the password: %s", async ([, code, options]) => {
    const error = await call({ folder: "drizzle", url, cwd: built.folder, ...options(url) }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(canary);
    expect(writers.json.error(documentOf(error, name), { color: false, reproduce: "", within: "" })).not.toContain(
      canary,
    );
  });
});

test("a server to replay on must be named, and its password is told to nobody either", async () => {
  const options = { folder: "drizzle", cwd: built.folder, url, provider: "server" } as const;
  const bad = host.replace(/:\d+\//, ":1/").replace(/:[^:@]*@/, `:${canary}@`);
  for (const name of ["status", "drift", "baseline"]) {
    await expect(calls[name]?.(options)).rejects.toMatchObject({ code: "input/usage" });
    const error = await calls[name]?.({ ...options, address: bad }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "environment/live-unreachable" });
    expect(inspect(error, { depth: null })).not.toContain(canary);
  }
});

const parsers = { status: parseStatus, snapshot: parseSnapshot, drift: parseDrift, baseline: parseBaseline };

function refusal(name: keyof typeof parsers, args: readonly string[]): unknown {
  try {
    parsers[name]([...args, ...(name === "baseline" && !args.includes("--to") ? ["--to", "0001_age"] : [])]);
  } catch (error) {
    return error;
  }
  return null;
}

const at = `postgres://me:${password}@host/shop`;

test.for<readonly [what: string, args: readonly string[], remedy: string]>([
  [
    "an address alone",
    ["drizzle", at, "--url", "env:LIVE"],
    "Give the address of a database as an option: --url or --server.",
  ],
  [
    "an address for the folder",
    [at, "--url", "env:LIVE"],
    "Give the address of a database as an option: --url or --server.",
  ],
  ["an address for the config", ["--config", at, "--url", "env:LIVE"], "Give the address as --url."],
  ["two folders", ["one", "two", "--url", "env:LIVE"], "See holdfast --help."],
  ["a misspelt option", ["drizzle", "--url", "env:LIVE", "--jsn"], "Did you mean --json?"],
  ["its option misspelt", ["drizzle", `--ulr=${at}`], "Did you mean --url?"],
])("%s is refused by every command, with what to give instead", ([, args, remedy]) => {
  for (const name of ["status", "snapshot", "drift", "baseline"] as const) {
    const error = refusal(name, args);
    expect(error, name).toMatchObject({ code: "input/usage", remedy });
    expect(inspect(error), name).not.toContain(canary);
  }
});

test.for<readonly [name: keyof typeof parsers, args: readonly string[], remedy: string]>([
  ["status", ["drizzle"], "--url env:DATABASE_URL"],
  ["drift", ["drizzle"], "--url env:DATABASE_URL"],
  ["drift", ["--snapshot", at], "Give the address as --url."],
  ["snapshot", ["--url", "env:LIVE", "--file", at], "Give the address as --url."],
  ["snapshot", ["--url", "env:LIVE", "--file", "-", "--json"], "--reporter json=FILE"],
  ["baseline", ["--url", "env:LIVE", "--to", at], "Give the address as --url."],
  ["baseline", ["--url", "env:LIVE", "--confirm", at], "Give the address as --url."],
  ["status", ["--url", "env:LIVE", "--server", at, "--provider", "embedded"], "See holdfast --help."],
  ["status", ["--url", "env:LIVE", "--postgres", "new"], "See holdfast --help."],
  ["snapshot", ["--url", "env:LIVE", "--server", "env:HOST"], "See holdfast --help."],
])("%s %j is refused, with what to give instead", ([name, args, remedy]) => {
  const error = refusal(name, args);
  expect(error).toMatchObject({ code: "input/usage", remedy: expect.stringContaining(remedy) });
  expect(inspect(error)).not.toContain(canary);
});

test.for([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s during the replay ends the run with %i and takes the scratch server away", async ([signal, code]) => {
  const run = built.start(programs.holdfast, ["status", "endless", "--url", url, ...testArguments]);
  const { stderr, pid } = run.process;
  if (stderr === null || pid === undefined) return expect.fail("the run did not start");
  const lines = createInterface({ input: stderr });
  let kind: ProviderName | null = null;
  lines.on("line", (line) => {
    if (line.startsWith("embedded PostgreSQL")) kind = "embedded";
    if (line.startsWith("a container of")) kind = "testcontainers";
    if (line.startsWith("replaying ")) lines.emit("midway");
  });
  await once(lines, "midway");
  if (kind === null) return expect.fail("the run did not say where it runs");
  expect(await leftBy(pid, kind)).toHaveLength(1);
  run.process.kill(signal);
  const ended = await run.ended;
  expect(ended).toMatchObject({ code, stdout: "" });
  expectSilent(ended);
  expect(await leftBy(pid, kind)).toEqual([]);
});
