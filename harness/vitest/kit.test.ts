import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type Built, build, folderOf, programs } from "../cli/built.fixture.ts";
import { open } from "../database/connect.ts";
import { testWhere } from "../database/test-server.fixture.ts";

let built: Built;

const people = "create table people (id integer primary key, name text not null, born date)";

/** Two files of one worker. In the first, every test would meet what the one before it did, were the database the same. */
const files = {
  "a.test.ts": `
import { writeFileSync } from "node:fs";
import pg from "pg";
import { describe, expect, vi } from "vitest";
import { migrated, scenario } from "holdfast/vitest";

const options = { migrations: new URL("./safe", import.meta.url), rows: 5 };
const test = migrated(options);
const count = "select count(*)::int as count from people";
test("has rows of its own", async ({ db, database }) => {
  writeFileSync("owner", database.user);
  expect((await db.query(count)).rows[0].count).toBeGreaterThanOrEqual(5);
  await db.query("truncate people");
});
test("has them again, for an application's own pool", async ({ db, database, onTestFinished }) => {
  const pool = new pg.Pool({ connectionString: database.url });
  onTestFinished(() => pool.end());
  expect((await pool.query(count)).rows[0].count).toBeGreaterThanOrEqual(5);
  expect((await pool.query("select current_user as me, usesuper from pg_user where usename = current_user")).rows).toEqual([
    { me: database.user, usesuper: false },
  ]);
});
test.concurrent.for([1, 2, 3])("at the same time: %i", async (id, { db, expect }) => {
  await db.query("truncate people");
  await db.query("insert into people (id, name) values ($1, 'x')", [id]);
  expect((await db.query("select id from people")).rows).toEqual([{ id }]);
});
test("waits for connections, and names them", async ({ database }) => {
  const left = new pg.Client({ connectionString: database.url, application_name: "left open" });
  left.on("error", () => undefined);
  await left.connect();
});
describe("up to a migration, with rows of one's own only", () => {
  const columns = { name: (faker: { person: { firstName(): string } }) => faker.person.firstName() };
  const early = migrated({ ...options, to: "0000_people", tables: { "public.people": { rows: 3, columns } }, rows: 2 });
  early("is there", async ({ db }) => {
    expect((await db.query("select * from people limit 1")).fields.map(({ name }) => name)).toEqual(["id", "name", "born"]);
  });
});
describe("migrations that make a role", () => {
  const made = migrated({ migrations: "roles", rows: 2 });
  made("have it", async ({ db }) => {
    expect((await db.query("select from pg_roles where rolname = 'reader'")).rowCount).toBe(1);
    expect((await db.query("select has_table_privilege('reader', 'people', 'select') as may")).rows).toEqual([{ may: true }]);
  });
});
scenario("a scenario on the same server makes that role, too", { migrations: "roles", rows: 5 }, async ({ report, after }) => {
  expect(report).toBeSafe();
  writeFileSync("port", String(after.port));
  vi.useFakeTimers();
  vi.stubGlobal("fetch", () => expect.fail("somebody asked by HTTP"));
});
`,
  "b.test.ts": `
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { migrated, scenario } from "holdfast/vitest";

const test = migrated({ migrations: "safe", rows: 5 });
test("is a copy of what the first file made, on the same server", async ({ database, db }) => {
  expect(database.user).toBe(readFileSync("owner", "utf8"));
  expect(String(database.port)).toBe(readFileSync("port", "utf8"));
  expect((await db.query("select from pg_roles where rolname = 'reader'")).rowCount).toBe(0);
});
scenario("once more, with nothing of the first one in the way", { migrations: "roles", rows: 5 }, async ({ before }) => {
  expect(String(before.port)).toBe(readFileSync("port", "utf8"));
});
scenario("one that wants another server", { migrations: "safe", rows: 5, provider: "embedded", postgres: "17" }, async ({ after }) => {
  expect(String(after.port)).not.toBe(readFileSync("port", "utf8"));
});
`,
  "fails.test.ts": `
import { expect } from "vitest";
import { migrated, scenario } from "holdfast/vitest";

const test = migrated({ migrations: "safe", rows: 5 });
test("empties it", async ({ db }) => {
  await db.query("truncate people");
  expect("what is there").toBe("what was expected");
});
test("passes", async ({ db }) => {
  await db.query("select");
});
scenario("takes longer than it may", { migrations: "safe", rows: 5, timeout: 1 });
scenario("hopes (for less)", { migrations: "safe", rows: 5 }, ({ report }) => expect(report).not.toBeSafe());
`,
  "broken.test.ts": `
import { test } from "vitest";
import { migrated } from "holdfast/vitest";

migrated({ migrations: "broken" })("a history that does not replay", async ({ db }) => void db);
migrated({ migrations: "safe", to: "0001_mor" })("a mistyped name", async ({ db }) => void db);
test("needs none", () => {});
`,
};

beforeAll(async () => {
  built = await build();
  const config = (where: object) =>
    `import { defineConfig } from "holdfast";\nexport default defineConfig(${JSON.stringify(where)});\n`;
  await built.write({
    ...files,
    ...folderOf("safe", { "0000_people": people, "0001_more": "alter table people add column nick text" }),
    ...folderOf("roles", {
      "0000_people": `${people}; create role reader; grant select on people to reader`,
      "0001_more": "select 1",
    }),
    ...folderOf("broken", { "0000_people": people, "0001_more": "alter table peple add column nick text" }),
    "roles/../holdfast/preamble.sql": `do $$ begin execute format('alter role %I createrole', (select pg_get_userbyid(datdba) from pg_database where datname = current_database())); end $$`,
    "vitest.config.mjs": `export default { test: { globalSetup: ["holdfast/vitest/setup"], fileParallelism: false } };`,
    "holdfast.config.ts": config(testWhere),
  });
  return built.remove;
});

test("tests of a worker share its server and what was made on it, and nothing that they do", {
  timeout: 240_000,
}, async () => {
  const { code, stdout, stderr } = await built.start(programs.vitest, ["run"], { NO_COLOR: "1" }).ended;
  expect(stderr).toContain("connections to a test's database stayed open for 5 seconds after the test");
  expect(stderr).toMatch(/tried +left open, user holdfast_owner_\w+, idle\n/);

  expect(stderr).toMatch(/broken\/0001_more\.sql:1:1: The history does not replay .*relation "peple" does not exist/);
  expect(stderr).toMatch(/tried +alter table peple add column nick text\n/);
  expect(stderr).toMatch(/remedy +Mend the history first/);
  expect(stderr).toContain('safe has no migration "0001_mor".');
  expect(stderr).toMatch(/remedy +Did you mean 0001_more\?/);

  expect(stderr).toContain(
    "Again: npx vitest run fails.test.ts -t 'hopes \\(for less\\)'\nTo look into its databases, set HOLDFAST_KEEP=1.",
  );
  expect(stdout, `${stdout}\n${stderr}`).toMatch(/Tests +6 failed \| 13 passed/);
  expect(stderr).toContain(
    'holdfast: "takes longer than it may" was stopped while waiting for its server; its option `timeout` gives it more time',
  );
  expect(code).toBe(1);
});

test("a pool in which no error can be judged is refused", async () => {
  const { stderr } = await built.start(programs.vitest, ["run", "broken.test.ts", "--pool=vmThreads"], {
    NO_COLOR: "1",
  }).ended;
  expect(stderr).toContain("this file runs in a VM context");
  expect(stderr).toMatch(/remedy +Set pool: "forks" or "threads"/);
});

test("a failing test keeps its databases until clean removes them", async () => {
  const temporary = await mkdtemp(join(tmpdir(), "kept-"));
  // The server does not run as root.
  await chmod(temporary, 0o711);
  const env = { NO_COLOR: "1", TMPDIR: temporary };
  await built.write({ "holdfast.config.ts": "export default { provider: 'embedded' };" });
  try {
    const { stderr } = await built.start(programs.vitest, ["run", "fails.test.ts", "--", "--keep"], env).ended;
    expect(stderr).not.toContain("HOLDFAST_KEEP");
    expect(stderr).not.toContain('kept for "passes"');
    expect(await rowsIn(wayTo("database", stderr))).toBe(0);
    expect(await rowsIn(wayTo("before", stderr))).toBeGreaterThanOrEqual(5);
    expect(await rowsIn(wayTo("after", stderr))).toBeGreaterThanOrEqual(5);
    // What initdb made is for every later run.
    const left = async () => (await readdir(temporary)).filter((name) => !name.startsWith("holdfast-initdb-"));
    expect((await left()).length).toBe(1);

    const cleaned = await built.holdfast(["clean"], env);
    expect(cleaned.code).toBe(0);
    expect(await left()).toEqual([]);
  } finally {
    await rm(temporary, { recursive: true });
  }
});

interface Way {
  readonly file: string;
  readonly settings: { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
}

/** How to get into a database that was kept, as it was printed. */
function wayTo(what: string, printed: string): Way {
  const way = new RegExp(`^  ${what} +PGPASSFILE=(\\S+) psql -h (\\S+) -p (\\d+) -U (\\S+) -d (\\S+)$`, "m").exec(
    printed,
  );
  const [, file = "", host = "", port, user = "", database = ""] = way ?? expect.fail(printed);
  return { file, settings: { host, port: Number(port), user, database } };
}

/** Of people. */
async function rowsIn({ file, settings }: Way): Promise<number> {
  const password = (await readFile(file, "utf8")).trim().split(":").at(-1) ?? "";
  const client = await open({ ...settings, password });
  const { rows } = await client.query<{ count: number }>("select count(*)::int as count from people");
  await client.end();
  return rows[0]?.count ?? -1;
}
