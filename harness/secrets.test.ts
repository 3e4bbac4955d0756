import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { type Built, build, type Ended, folderOf, programs } from "./cli/built.fixture.ts";
import { addressOf } from "./database/lent.fixture.ts";
import { testArguments, testServer, testWhere } from "./database/test-server.fixture.ts";
import { baseline, check, drift, status, verifyGuard } from "./index.ts";
import { reporters } from "./report/index.ts";

/** What must never be seen; of this run alone, since the processes of the whole machine are looked at. */
const canary = `caNary${process.pid}`;
/** Nobody listens there, and nobody is called that. */
const closed = `postgres://me:${canary}@127.0.0.1:1/shop`;

const people = "create table people (id integer primary key, name text not null, born date);";
const told = {
  url: `select 'postgres://me:${canary}@host/shop'`,
  words: `select 'host=host password=${canary} dbname=shop'`,
  literal: `alter role nobody_at_all password '${canary}'`,
  nested: `do $$ begin execute 'alter role nobody_at_all password ''${canary}'''; end $$`,
};

/** Where a candidate ends, and with it what is quoted. */
const candidates: Readonly<Record<string, string>> = {
  lossy: `${told.url}; ${told.words};\nalter table people drop column born; /* password '${canary}' */`,
  refused: `alter table people drop column born;\n${told.literal};\n${told.nested};`,
  said: `do $$ begin raise exception 'cannot reach postgres://me:${canary}@host/shop with password ''${canary}'''; end $$;`,
};

const projects = Object.entries(candidates).map(([name, sql]) =>
  folderOf(name, { "0000_people": people, "0001_more": sql }),
);

const settings = {
  "throws/holdfast.config.mjs": `throw new Error("no answer of ${closed}, password=${canary}")`,
  "bug/holdfast.config.mjs": `export default { get migrations() { throw new Error("password=${canary} ${closed}"); } };`,
  "unknown/holdfast.config.mjs": `export default { url: "${closed}", password: "${canary}" };`,
  "runner/holdfast.config.mjs": 'export default { tool: "plain-sql", run: { command: "node migrate.mjs" } };',
  "runner/package.json": "{}",
  "runner/migrate.mjs": `console.error("Error: no answer of ${closed}, password: '${canary}'"); process.exit(1);`,
  "runner/migrations/001_people.sql": people,
  "runner/migrations/002_more.sql": "alter table people add column nick text;",
  "fresh/package.json": '{ "dependencies": { "drizzle-orm": "0.45.4" }, "devDependencies": { "vitest": "4.1.12" } }',
  "fresh/.env": `DATABASE_URL=${closed}\n`,
  "fresh/.git/config": `[remote "origin"]\n\turl = https://me:${canary}@github.com/me/shop.git\n`,
  "fresh/drizzle.config.ts": `export default { dialect: "postgresql", out: "./drizzle", schema: "./schema.ts", dbCredentials: { url: "${closed}" } };`,
  "kit.test.ts": `
import { scenario } from "holdfast/vitest";
const options = { ${JSON.stringify(testWhere).slice(1, -1)}, rows: 10 } as const;
scenario("refused", { ...options, migrations: "refused" });
`,
  "vitest.config.mjs": "export default {};",
};

/** A variable for each that programs read an address or a password from. */
const variables = {
  DATABASE_URL: closed,
  POSTGRES_URL: closed,
  PGPASSWORD: canary,
  PGHOST: "127.0.0.1",
  NPM_TOKEN: canary,
  GITHUB_TOKEN: canary,
  SHUT: closed,
};

let built: Built;
let server: string;
let temporary: string;

beforeAll(async () => {
  [built, server] = await Promise.all([build(), testServer().then(addressOf)]);
  await built.write(Object.assign({}, settings, ...projects, folderOf("fresh/drizzle", { "0000_people": people })));
  await built.write({
    ...folderOf("endless", { "0000_people": people, "0001_wait": "select pg_sleep(600)" }),
    url: closed,
  });
  temporary = await mkdtemp(join(tmpdir(), "canary-"));
  // As root, servers run as another user.
  await chmod(temporary, 0o755);
  return async () => {
    await built.remove();
    await rm(temporary, { recursive: true, force: true });
  };
});

/** Runs a command in the folder of a project, with the variables set. */
function hold(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return built.holdfast(args, { ...variables, SERVER: server, TMPDIR: temporary, ...more });
}

function expectSilent({ stdout, stderr }: Ended, what: string): void {
  for (const text of [stdout, stderr]) expect(text, what).not.toContain(canary);
}

test.for(Object.keys(candidates))("no report quotes a password that stands in a migration: %s", async (name) => {
  const files = Object.keys(reporters).map((reporter) => [reporter, `out/${name}.${reporter}`] as const);
  const reports = files.flatMap((file) => ["--reporter", file.join("=")]);
  const summary = join(built.folder, `${name}.md`);
  const args = ["--json", ...reports, "--rows", "10", "--server", "env:SERVER"];
  const verified = await hold(["verify", name, ...args], { GITHUB_STEP_SUMMARY: summary });
  expect(verified.code, verified.stderr).toBe(1);
  expectSilent(verified, "verify");
  expectSilent(await hold(["check", name]), "check");
  for (const [reporter, file] of [...files, ["summary", summary] as const]) {
    const text = await readFile(join(built.folder, file.replace(built.folder, ".")), "utf8");
    expect(text.length, reporter).toBeGreaterThan(50);
    expect(text, reporter).not.toContain(canary);
  }
});

/** What may quote a password in a schema, otherwise in production than by the history. */
const holding = (secret: string) => `
  create function reach() returns text language sql as $$ select 'postgres://me:${secret}@host/shop' $$;
  create view shops as select 'host=host password=${secret}'::text as shop;
  alter table people alter name set default 'postgres://me:${secret}@host/shop',
    add constraint reached check (name <> 'host=host password=${secret}');
  comment on table people is 'password: ''${secret}''';
  create index reaching on people ((name || 'postgres://me:${secret}@host/shop'))`;

test("nor does a report of a live database, for a program as for a person", async () => {
  const history = {
    "0000_people": `${people}${holding(`${canary}1`)}`,
    "0001_less": `${told.literal};\n${told.nested}; alter table people add constraint other check (name <> 'password=${canary}')`,
  };
  await built.write(folderOf("quoting", history));
  const url = server.replace(/postgres$/, "quoting");
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query("create database quoting");
  const live = new pg.Client({ connectionString: url });
  await live.connect();
  await live.query(`${people}${holding(`${canary}2`)}`);
  await live.end();

  const options = { folder: "quoting", cwd: built.folder, url, address: server };
  const reports = await Promise.all([
    drift(options),
    baseline({ ...options, to: "0000_people" }),
    check({ ...options, drops: true }),
    status({ ...options, replay: false }),
    verifyGuard(options),
  ]);
  for (const report of reports) expect(JSON.stringify(report), report.command).not.toContain(canary);
  for (const report of reports.slice(0, 3)) expect(JSON.stringify(report), report.command).toMatch(/password=\*{9,}/);

  const files = Object.keys(reporters).map((reporter) => [reporter, `out/drift.${reporter}`] as const);
  const outputs = files.flatMap((file) => ["--reporter", file.join("=")]);
  const args = ["drift", "quoting", "--url", "env:LIVE", "--server", "env:SERVER", ...outputs];
  const drifted = await hold(args, { LIVE: url });
  expect(drifted.code, drifted.stderr).toBe(1);
  expectSilent(drifted, "drift");
  for (const [reporter, file] of files)
    expect(await readFile(join(built.folder, file), "utf8"), reporter).not.toContain(canary);
  await admin.query("drop database quoting");
  await admin.end();
});

const at = (address: string) => ["--url", address];

/** What goes wrong, with its exit code; the address or password is in the arguments, the variables or the files. */
const failures: readonly (readonly [
  what: string,
  code: number,
  args: readonly string[],
  env?: Record<string, string>,
])[] = [
  ["a closed port", 3, ["status", "lossy", ...at(closed), "--json"]],
  ["a closed port in a variable", 3, ["drift", "lossy", ...at("env:SHUT")]],
  ["a closed port in a file", 3, ["snapshot", "lossy", ...at("file:url")]],
  [
    "no such host",
    3,
    ["baseline", "lossy", ...at(`postgres://me:${canary}@no.such.host.invalid/d`), "--to", "0000_people"],
  ],
  [
    "a password as a parameter",
    3,
    ["guard", "verify", "lossy", ...at(`postgres://me@127.0.0.1:1/d?password=${canary}`)],
  ],
  ["signs that were not encoded", 2, ["status", "lossy", ...at(`postgres://me:${canary}@/'"x@127.0.0.1:1/d`)]],
  ["words of libpq", 2, ["status", "lossy", ...at(`host=h password=${canary}`)]],
  ["a server that is none", 3, ["verify", "lossy", "--server", closed]],
  ["a server to clean up that is none", 3, ["clean", "--server", closed]],
  ["an address as the folder", 2, ["verify", `postgres://me:${canary}'s@host/d`]],
  ["words as the folder", 2, ["verify", `host=h password=${canary}`]],
  ["an address as the command", 2, [`postgres://me:${canary}'s@host/d`]],
  ["an address as the config", 2, ["verify", "lossy", "--config", `postgres://me:${canary}'s@host/d`]],
  ["an address as the provider", 2, ["verify", "lossy", "--provider", `postgres://me:${canary}'s@host/d`]],
  ["an address as a report's file", 2, ["verify", "lossy", "--reporter", `json=postgres://me:${canary}'s@host/d`]],
  ["an address as a reporter", 2, ["verify", "lossy", "--reporter", `postgres://me:${canary}'s@host/d`]],
  ["a config that throws it", 2, ["verify", "lossy", "--config", "throws/holdfast.config.mjs"]],
  ["a config that throws it later", 4, ["verify", "lossy", "--config", "bug/holdfast.config.mjs", "--json"]],
  ["a config of unknown keys", 2, ["verify", "--config", "unknown/holdfast.config.mjs"]],
  [
    "a command that prints it",
    2,
    ["verify", "--config", "runner/holdfast.config.mjs", "runner/migrations", "--server", "env:SERVER"],
  ],
  [
    "a runtime behind it",
    3,
    ["verify", "lossy", "--provider", "testcontainers"],
    { DOCKER_HOST: `tcp://me:${canary}@127.0.0.1:1` },
  ],
];

test.concurrent.for(failures)("%s ends with %i, and tells it nobody", async ([what, code, args, env]) => {
  const ended = await hold(args, env);
  expectSilent(ended, what);
  expect(ended.code, ended.stderr).toBe(code);
});

test("doctor and init tell and write nothing of it", async () => {
  const doctor = ["doctor", "fresh/drizzle", ...testArguments, "--json"];
  const env = { DOCKER_HOST: `tcp://me:${canary}@127.0.0.1:1` };
  expectSilent(await hold(doctor, env), "doctor");
  const init = await hold(["init", "fresh", "--yes"]);
  expect(init.code, init.stderr).toBe(0);
  expectSilent(init, "init");
  const known = new Set(Object.keys(settings).map((name) => join(built.folder, name)));
  const written = (await filesIn(join(built.folder, "fresh"))).filter((file) => !known.has(file));
  expect(written.length).toBeGreaterThan(2);
  for (const file of written) expect(await readFile(file, "utf8"), file).not.toContain(canary);
});

test("a failing test of the kit does not quote it", async () => {
  const env = { ...variables, NO_COLOR: "1", HOLDFAST_KEEP: "" };
  const { stdout, stderr } = await built.start(programs.vitest, ["run"], env).ended;
  expect(stdout).toMatch(/1 failed/);
  for (const text of [stdout, stderr]) expect(text).not.toContain(canary);
});

test.runIf(process.platform === "linux")("the list of processes does not show it, also when it is ended", async () => {
  const address = `${server}?application_name=${canary}`;
  const run = built.start(programs.holdfast, ["verify", "endless", "--server", address], variables);
  const { stderr, pid } = run.process;
  if (stderr === null || pid === undefined) return expect.fail("the run did not start");
  const lines = createInterface({ input: stderr });
  lines.on("line", (line) => line.startsWith("running the candidate") && lines.emit("midway"));
  await Promise.race([once(lines, "midway"), run.ended.then(({ stderr }) => expect.fail(stderr))]);
  expect(await processesWith("cmdline")).toEqual([]);
  expect(await processesWith("environ")).toEqual([String(pid)]);
  run.process.kill("SIGINT");
  const ended = await run.ended;
  expect(ended.code).toBe(130);
  expectSilent(ended, "interrupted");
});

test("no file is left that holds it", async () => {
  for (const file of await filesIn(temporary)) expect(await readFile(file, "utf8"), file).not.toContain(canary);
});

/** The processes of this machine whose arguments or variables show it. */
async function processesWith(what: "cmdline" | "environ"): Promise<readonly string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const texts = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/${what}`, "latin1").catch(() => "")));
  return pids.filter((_, place) => texts[place]?.includes(canary));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}
