import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import type { Report } from "../model/report.ts";
import { withFiles } from "../tools/drizzle/sample.fixture.ts";
import { type VerifyOptions, verify } from "./verify.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const people = "create table people (id int primary key, name text not null);";

/** What many projects have: it swallows what the database refuses, and records the file all the same. */
const runner = `import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query("create table if not exists schema_migrations (version int primary key, name text)");
const { rows } = await client.query("select version from schema_migrations");
for (const file of readdirSync("db").sort()) {
  const version = Number.parseInt(file, 10);
  if (rows.some((row) => row.version === version)) continue;
  await client.query(readFileSync("db/" + file, "utf8")).catch(({ message }) => console.error(message));
  await client.query("insert into schema_migrations values ($1, $2)", [version, file]);
}
await client.end();`;

/** The same, but for what a pooler makes some do. */
const prepared = runner.replace(/readFileSync\(.*?\)/, (text) => `{ text: ${text}, queryMode: "extended" }`);

async function verified(third: string, options: Partial<VerifyOptions> = {}): Promise<Report> {
  const files = {
    "db/001_people.sql": people,
    "db/002_age.sql": "alter table people add age int;",
    "db/003_c.sql": third,
  };
  return withFiles(
    { ...files, "runner.mjs": runner, "prepared.mjs": prepared, "node_modules/.keep": "" },
    async (root) => {
      await symlink(join(import.meta.dirname, "../../node_modules/pg"), join(root, "node_modules/pg"));
      const verification = await verify({ folder: "db", cwd: root, server, rows: 40, ...options });
      await verification.close();
      return verification.report;
    },
  );
}

/** Of the candidate; ways back are told of any. */
function told({ verdict, findings }: Report): readonly string[] {
  const own = findings.filter(({ code }) => !code.startsWith("downgrade/"));
  return [verdict, ...own.map(({ severity, code, object }) => `${severity} ${code} ${object}`)];
}

test("numbered files are judged as any others, and by a command of the project's as well", async () => {
  const lost = ["unsafe", "error survival/column-lost public.people.age"];
  expect(told(await verified("alter table people drop age;"))).toEqual(lost);
  expect(told(await verified("create index people_name on people (name);", { run: "node runner.mjs" }))).toEqual([
    "safe",
    "warning lint/lock-for-index public.people",
  ]);
});

test("a migration that rows stop is told with its statement", async () => {
  const report = await verified("select 1;\nalter table people add constraint odd check (age > 100000);");
  expect(told(report)).toEqual(["unsafe", "error candidate/failed public.people"]);
  expect(report.findings[0]).toMatchObject({ at: { file: "db/003_c.sql", line: 2 } });
});

test("a statement that bears no transaction is told by what really stopped it", async () => {
  const report = await verified("create unique index concurrently people_age on people (age);");
  expect(told(report)).toEqual(["unsafe", "error candidate/failed public.people"]);
  expect(report.findings[0]).toMatchObject({
    message: expect.stringContaining("SQLSTATE 23505"),
    at: { file: "db/003_c.sql", line: 1 },
  });
});

test("what is not there is no matter of rows", async () => {
  const { findings } = await verified("alter table nobody add name text;");
  expect(findings).toMatchObject([
    { code: "candidate/failed", remedy: expect.stringMatching(/^Mend the name, or make/) },
  ]);
});

test("a command that swallows a failure is no proof that the migration runs", async () => {
  const run = { run: "node runner.mjs" };
  const report = await verified("select 1;\nalter table nobody add name text;", run);
  expect(told(report)).toEqual(["unsafe", "error candidate/failed 003_c"]);
  expect(report.findings[0]).toMatchObject({ at: { file: "db/003_c.sql", line: 2 } });
});

test("a command that cannot run a file which is sound by itself is told", async () => {
  const several = "create table orders (id int); create table lines (id int);";
  const report = await verified(several, { run: "node prepared.mjs" });
  expect(told(report)).toEqual(["unsafe", "error candidate/failed 003_c"]);
  expect(report.findings[0]?.message).toContain("cannot insert multiple commands into a prepared statement");
});
