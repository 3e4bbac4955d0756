import { afterAll, beforeAll, expect, test } from "vitest";
import { reportSchemaText } from "../../docs/report-schema.ts";
import { documentOf } from "../cli/failure.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { check } from "../pipeline/check.ts";
import { clean } from "../pipeline/clean.ts";
import { doctor } from "../pipeline/doctor/index.ts";
import { installGuard } from "../pipeline/guard/install.ts";
import { permitGuard } from "../pipeline/guard/permit.ts";
import { verifyGuard } from "../pipeline/guard/verify.ts";
import { baseline } from "../pipeline/live/baseline/baseline.ts";
import { drift } from "../pipeline/live/drift/drift.ts";
import { onSite, urlOf } from "../pipeline/live/site.fixture.ts";
import { snapshot } from "../pipeline/live/snapshot/snapshot.ts";
import { status } from "../pipeline/live/status/status.ts";
import { type VerifyOptions, verify } from "../pipeline/verify.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { errorDocumentOf, reportsOf, same } from "./reports.fixture.ts";
import { committed, isAllowed, schemaProblems } from "./schema.fixture.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

test("report.schema.json is what the types of the reports make", () => {
  expect(committed, "npm run docs").toBe(reportSchemaText());
});

test.for(Object.entries(reportsOf))("the report of %s that the writers are tested with is in the schema", ([, of]) => {
  expect(schemaProblems(of(same))).toEqual([]);
});

const people = "create table people (id int primary key, name text, age int)";

async function verified(candidate: string, options: Partial<VerifyOptions> = {}) {
  const files = sound({
    "0000_people": people,
    "0001_candidate": candidate,
    "0002_note": "alter table people add note text",
  });
  return withFiles(files, async (cwd) => {
    const { report, close } = await verify({ folder: ".", cwd, server, rows: 12, ...options });
    await close();
    return report;
  });
}

test.for<readonly [verdict: string, candidate: string, options: Partial<VerifyOptions>]>([
  ["safe", "alter table people rename name to full_name", { candidate: { candidate: "0001_candidate" } }],
  [
    "unsafe",
    "alter table people drop name; create index on people (age)",
    { candidate: { candidate: "0001_candidate" } },
  ],
  ["unsafe", "alter table people drop name", { guard: "installed", candidate: { candidate: "0001_candidate" } }],
  [
    "unproven",
    "create table odd (id int primary key, code text not null check (code = md5(id::text)))",
    { rehearse: true },
  ],
])("what verify prints is in the schema: %s, %s", async ([verdict, candidate, options]) => {
  const report = await verified(candidate, options);
  expect(report.verdict).toBe(verdict);
  expect(schemaProblems(report)).toEqual([]);
});

test("what check prints is in the schema", async () => {
  const files = {
    "001_people.sql": people,
    "002_drop.sql": "alter table people drop name; do $$ begin execute 'select ' || 1; end $$",
    "003_again.sql": "alter table people add name text",
  };
  await withFiles(files, async (cwd) => {
    const report = await check({ folder: ".", cwd, server, tool: "plain-sql", replay: true, drops: true });
    expect(report).toMatchObject({ verdict: "damaged", drops: [{ object: "public.people.name" }] });
    expect(schemaProblems(report)).toEqual([]);
  });
});

const history = { "0000_people": people, "0001_age": "alter table people alter age set default 1" };

test("what the commands print that look at a database is in the schema", () =>
  onSite(server, history, {}, async ({ options, database, query, migrate }) => {
    const admin = { ...options, url: urlOf(database, "superuser"), confirm: database.name };
    await query(Object.values(history).join(";"));
    await query("create table legacy (id int)");
    const pushed = [
      await status(options),
      await drift({ ...options, to: "0001_age" }),
      await baseline({ ...options, to: "0001_age" }),
    ];
    expect(pushed.map(({ verdict }) => verdict)).toEqual(["untrue", "drifted", "refused"]);
    await query("drop table legacy");
    const mended = [
      await baseline({ ...options, to: "0001_age", confirm: database.name }),
      await status(options),
      await status({ ...options, replay: false }),
      await snapshot({ ...options, statistics: true }),
      await drift({ folder: "drizzle", cwd: options.cwd, url: options.url, snapshot: "holdfast/schema.json" }),
      await verifyGuard(options),
      await installGuard(admin),
      await verifyGuard(admin),
      await permitGuard({ ...admin, migration: "0001_age" }),
    ];
    expect(mended.map(({ verdict }) => verdict)).toEqual([
      "recorded",
      "applied",
      "unproven",
      "written",
      "equal",
      "open",
      "installed",
      "closed",
      "refused",
    ]);
    expect(await migrate()).toBe("ok");
    expect([...pushed, ...mended].flatMap(schemaProblems)).toEqual([]);
  }));

test("what doctor and clean print is in the schema", async () => {
  const project = { config: null, folder: "/nowhere", tool: {} };
  const wish = { cwd: process.cwd(), provider: "embedded", say: () => undefined } as const;
  expect(schemaProblems(await doctor({ ...wish, project }))).toEqual([]);
  expect(schemaProblems(await clean({ server: null, dryRun: true, say: () => undefined }))).toEqual([]);
});

test("what a command prints that has nothing to report is in the schema", async () => {
  const refused = await verify({ folder: "nowhere", server }).catch((error: unknown) => documentOf(error, "verify"));
  const unreached = await status({ folder: "harness", url: "postgres://app@localhost:1/shop" }).catch(
    (error: unknown) => documentOf(error, "status"),
  );
  for (const document of [refused, unreached, documentOf(new Error("unforeseen"), "check"), errorDocumentOf(same)]) {
    if (!("error" in document)) return expect.fail("there is a report");
    expect(schemaProblems(document)).toEqual([]);
  }
});

test("a document of a later version is let through, and one that lacks a key is not", () => {
  const report = reportsOf.check?.(same);
  const later = {
    ...report,
    more: 1,
    findings: [{ code: "history/to-come", severity: "note", object: "", message: "", remedy: "", more: 1 }],
  };
  expect(isAllowed(later)).toBe(true);
  for (const broken of [
    { ...report, verdict: undefined },
    { ...report, schemaVersion: 2 },
    { ...report, command: "drift" },
    {},
    [],
  ]) {
    expect(isAllowed(JSON.parse(JSON.stringify(broken))), JSON.stringify(broken).slice(0, 99)).toBe(false);
  }
});
