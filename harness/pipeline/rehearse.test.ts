import { afterAll, beforeAll, expect, type TestContext, test } from "vitest";
import { startInstalled } from "../database/debian.fixture.ts";
import { connect, startServer } from "../database/index.ts";
import { addressOf } from "../database/lent.fixture.ts";
import { skip } from "../database/skip.fixture.ts";
import { startTestServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import type { Report } from "../model/report.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { awkward, preamble, unrestorable } from "./rehearse.fixture.ts";
import { type VerifyOptions, verify } from "./verify.ts";

/** Where tests run, if there is a pg_dump for it; else the PostgreSQL that this machine has installed. */
let server: Server | null = null;
let installed: Server | null = null;
let why: string | null = null;

beforeAll(async () => {
  server = await startTestServer();
  installed = await startInstalled();
  const found = await server.findDumper();
  if (!("missing" in found)) return;
  await server.stop();
  server = installed;
  if (server === null) why = found.missing;
});
afterAll(async () => {
  await server?.stop();
  await installed?.stop();
});

function needs(context: TestContext, needed: Server | null): Server {
  return needed ?? skip(context, why ?? "PostgreSQL is not installed here");
}

async function rehearsed(base: string | null, options: Partial<VerifyOptions>): Promise<Report> {
  const history = sound({
    ...(base === null ? {} : { "0000_base": base }),
    "0001_extra": "create table extra (id int primary key); delete from extra",
  });
  const files = Object.entries(history).map(([name, text]) => [`drizzle/${name}`, text]);
  return withFiles({ ...Object.fromEntries(files), "holdfast/preamble.sql": preamble }, async (cwd) => {
    const given = { folder: "drizzle", cwd, rows: 20, coverage: "warn", rehearse: true } as const;
    const verification = await verify({ ...given, ...options });
    await verification.close();
    return verification.report;
  });
}

test("what is dumped in a way of its own comes back equal, and so does the guard", async (context) => {
  const report = await rehearsed(awkward, { server: needs(context, server), guard: "installed" });
  expect(report.rehearsal).toEqual({
    outcome: "equal",
    differences: [],
    tables: report.seed.tables,
    rows: report.survival.reduce((sum, { rows }) => sum + rows.before, 0),
    by: expect.stringMatching(/^pg_dump and pg_restore \d+\.\d+$/),
    bytes: expect.any(Number),
    dumped: expect.any(Number),
    restored: expect.any(Number),
  });
  expect(report.verdict).toBe("safe");
  expect(report.seed.rows).toBeGreaterThan(200);
});

test("what does not come back is an error each, in the words of the server", async (context) => {
  const report = await rehearsed(unrestorable, { server: needs(context, server) });
  const told = report.findings.filter(({ code }) => code === "restore/differs");
  expect(told.map(({ object, message }) => `${object} ${message.replace(/ \(pg_dump .*/, "")}`)).toEqual([
    'FK CONSTRAINT lines lines_order_id_fkey pg_restore is refused: insert or update on table "lines" violates foreign key constraint "lines_order_id_fkey"',
    "TABLE DATA orders pg_restore is refused: canary canary-7",
    "public.lines.lines_order_id_fkey the constraint is not restored",
    expect.stringMatching(/^public\.orders \d+ rows of \d+ did not come back$/),
    expect.stringMatching(/^public\.words\.loud 2 of \d+ values came back otherwise$/),
  ]);
  expect(report.verdict).toBe("unsafe");
});

test("of the rows of a copy nothing is told, whatever the server says", async (context) => {
  const host = needs(context, installed);
  const owner = await host.createOwner();
  const staging = await host.create(owner);
  const client = await connect(staging, "superuser");
  await client.query(unrestorable);
  await client.end();
  const lent = await startServer({
    provider: "server",
    address: await addressOf(host),
    keep: false,
    say: () => undefined,
  });
  const report = await rehearsed(null, { server: lent, from: staging.name });
  await lent.stop();
  await host.drop(staging);
  await host.dropOwner(owner);
  const told = report.findings.filter(({ code }) => code === "restore/differs");
  expect(told.map(({ object }) => object)).toContain("TABLE DATA orders");
  expect(JSON.stringify(report)).not.toContain("canary");
});

test("without a pg_dump of the server's version nothing is proven, and it says so", async (context) => {
  const bare = await startServer({ provider: "embedded", keep: false, say: () => undefined });
  const found = await bare.findDumper();
  context.onTestFinished(() => bare.stop());
  if (!("missing" in found)) return skip(context, "this machine has a pg_dump of the embedded server's version");
  const report = await rehearsed("create table t (id int primary key)", { server: bare });
  expect(report.rehearsal).toEqual({ outcome: "not-rehearsed", why: found.missing });
  expect(report.findings.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
    "restore/not-rehearsed",
  ]);
  expect(report.verdict).toBe("unproven");
});
