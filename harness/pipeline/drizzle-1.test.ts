import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import type { GuardSetting } from "../model/guard.ts";
import type { Report } from "../model/report.ts";
import { install } from "../tools/drizzle/replay.fixture.ts";
import { inFolders, withFiles } from "../tools/drizzle/sample.fixture.ts";
import type { CandidateChoice } from "./split.ts";
import { verify } from "./verify.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const [first, second, third] = ["20260101000000_people", "20260102000000_more", "20260103000000_last"] as const;
const people = "create table people (id serial primary key, name text not null, age int)";

type Files = Readonly<Record<string, string>>;

/** Lends a project on drizzle-orm 1.0 with these migrations. */
async function project<Result>(migrations: Files, use: (root: string) => Promise<Result>): Promise<Result> {
  return withFiles({}, async (root) => {
    await install(root, "drizzle-orm-1");
    await add(root, migrations);
    return use(root);
  });
}

async function add(root: string, migrations: Files): Promise<void> {
  for (const [name, text] of Object.entries(inFolders(migrations))) {
    await mkdir(dirname(join(root, "drizzle", name)), { recursive: true });
    await writeFile(join(root, "drizzle", name), text);
  }
}

async function verified(
  root: string,
  candidate: CandidateChoice = null,
  guard: GuardSetting = "none",
): Promise<Report> {
  const { report, close } = await verify({ folder: "drizzle", cwd: root, server, rows: 40, candidate, guard });
  await close();
  return report;
}

/** Of the candidate; ways back are told of any. */
function codes({ findings }: Report): readonly string[] {
  return findings
    .filter(({ severity, code }) => severity !== "note" && !code.startsWith("downgrade/"))
    .map(({ code, object }) => `${code} ${object}`);
}

test("a harmless candidate of a 1.0 project is safe", () =>
  project({ [first]: people, [second]: "alter table people add email text" }, async (root) => {
    const report = await verified(root);
    expect(report.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(report).toMatchObject({ verdict: "safe", history: { tool: "drizzle", migrations: 2, candidate: [second] } });
    expect(report.downgrade).toContainEqual(expect.objectContaining({ attempt: "old-release", outcome: "no-op" }));
  }));

test("a harmful one is not, and its statement is named", () =>
  project({ [first]: people, [second]: "select 1;\nalter table people drop column age;" }, async (root) => {
    const report = await verified(root);
    expect(report.verdict).toBe("unsafe");
    expect(codes(report)).toEqual(["survival/column-lost public.people.age"]);
    expect(report.findings[0]?.at).toMatchObject({ file: `drizzle/${second}/migration.sql`, line: 2 });
  }));

test("one that is approved passes the guard once, and no way back is open", () => {
  const sql = "alter table people drop column age; alter table people add email text";
  return project({ [first]: people, [second]: sql }, async (root) => {
    const approve = [{ object: "public.people.age", reason: "old", owner: "@team", expires: "2099-01-01" }];
    const sha256 = createHash("sha256").update(sql).digest("hex");
    await mkdir(join(root, "holdfast"));
    await writeFile(join(root, `holdfast/${second}.json`), JSON.stringify({ migration: second, sha256, approve }));
    const report = await verified(root, null, "installed");
    expect(codes(report)).toEqual([]);
    expect(report.guard?.permits).toMatchObject([{ object: ["public", "people", "age"], used: true }]);
    expect(report.downgrade).toMatchObject([
      { attempt: "old-release", outcome: "no-op", guarded: { refused: true, by: expect.stringContaining(second) } },
      { attempt: "take-back", outcome: "not-applicable" },
      { attempt: "inverse", outcome: "blocked" },
      { attempt: "ledger-rewind", outcome: "blocked" },
    ]);
  });
});

test("one that fails names its file", () =>
  project({ [first]: people, [second]: "alter table people add email text not null" }, async (root) => {
    const [failed] = (await verified(root)).findings;
    expect(failed).toMatchObject({
      code: "candidate/failed",
      at: { file: `drizzle/${second}/migration.sql`, line: 1 },
    });
  }));

test("a history that does not replay names the file", () =>
  project({ [first]: people, [second]: "alter table nobody add x int", [third]: "select 1" }, async (root) => {
    const { findings } = await verified(root);
    expect(findings[0]).toMatchObject({ code: "history/replay-failed", object: second });
    expect(findings[0]?.at).toMatchObject({ file: `drizzle/${second}/migration.sql` });
  }));

test.for([
  ["a statement", "alter table extra add note text", `candidate/failed ${third}`],
  [
    "the commit",
    "alter table people add boss int references people deferrable initially deferred; update people set boss = 0",
    "candidate/failed public.people",
  ],
] as const)("a migrator with a rule of its own is believed in what it ran, where %s fails", ([, sql, failed]) => {
  const real = join(import.meta.dirname, "../../node_modules/drizzle-orm-1/node-postgres");
  const fake = {
    "package.json": JSON.stringify({ name: "drizzle-orm", version: "1.0.0-beta.12" }),
    "node-postgres/index.js": `module.exports = require(${JSON.stringify(join(real, "index.cjs"))});`,
    "node-postgres/migrator.js": `exports.migrate = (database, config) => {
      require("node:fs").rmSync(config.migrationsFolder + "/${second}", { recursive: true, force: true });
      return require(${JSON.stringify(join(real, "migrator.cjs"))}).migrate(database, config);
    };`,
  };
  const installed = Object.entries(fake).map(([name, text]) => [`node_modules/drizzle-orm/${name}`, text] as const);
  return withFiles(Object.fromEntries(installed), async (root) => {
    await add(root, { [first]: people, [second]: "create table extra (id int)", [third]: sql });
    const report = await verified(root, { candidate: `${second}..` });
    expect(codes(report)).toEqual([failed, `ledger/not-recorded ${second}`]);
    expect(report.findings[1]?.message).toContain("the migrator did not run it");
  });
});

test("one that sorts before what databases have run is run all the same, with a warning", () =>
  project({ [first]: people, [third]: "alter table people add email text" }, async (root) => {
    const git = (...args: readonly string[]) =>
      execFileSync("git", ["-C", root, "-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
        stdio: "pipe",
      });
    git("init", "-q", "-b", "main");
    git("add", "drizzle");
    git("commit", "-qm", "base");
    await add(root, { [second]: "update people set age = null" });
    const report = await verified(root, { base: "main" });
    expect(report.history).toMatchObject({ migrations: 3, candidate: [second] });
    expect(codes(report)).toEqual(["survival/values-altered public.people.age", `ledger/out-of-order ${second}`]);
    expect(report.findings.find(({ code }) => code === "ledger/out-of-order")).toMatchObject({
      severity: "warning",
      message: expect.stringContaining(`(${third} is recorded)`),
    });
  }));
