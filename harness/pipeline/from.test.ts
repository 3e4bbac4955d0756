import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../database/index.ts";
import { installSql } from "../guard/index.ts";
import { HarnessError } from "../model/error.ts";
import type { Report } from "../model/report.ts";
import { writers } from "../report/writers.fixture.ts";
import { some } from "../runs.fixture.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { withoutWords } from "./redact.ts";
import { ledger, made, openStage, type Stage, valuesIn } from "./staging.fixture.ts";
import { failing, losing } from "./staging-cases.fixture.ts";
import { type VerifyOptions, verify } from "./verify.ts";

const base = { "0000_made": made };
let stage: Stage;
let before: readonly unknown[];

// What the server's own vacuum writes down, whenever it comes by.
const upkeep = "{relpages,reltuples,relallvisible,relfrozenxid,relminmxid,datfrozenxid,datminmxid}";

/** All that a database holds, and when each row of its tables and of its catalog was last written. */
async function digest(name: string): Promise<readonly unknown[]> {
  const client = await stage.open(name);
  const catalog = ["pg_class", "pg_attribute", "pg_type", "pg_proc", "pg_namespace", "pg_constraint", "pg_database"];
  const tables = ["public.people", "public.orders", "public.loose", "drizzle.__drizzle_migrations", ...catalog];
  const found: unknown[] = [];
  for (const table of tables) {
    const own = table === "pg_database" ? `where datname = '${name}'` : "";
    const { rows } = await client.query(
      `select count(*), md5(string_agg(t.xmin || t.ctid::text || (to_jsonb(t) - '${upkeep}'::text[])::text, '|' order by t.ctid)) from ${table} t ${own}`,
    );
    found.push({ table, ...rows[0] });
  }
  await client.end();
  return found;
}

function inDrizzle(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`drizzle/${name}`, text]));
}

/** Databases and roles on the host. */
async function standing(): Promise<readonly string[]> {
  const client = await stage.open("postgres");
  const { rows } = await client.query<{ name: string }>(
    "select datname::text as name from pg_database union all select rolname from pg_roles order by 1",
  );
  await client.end();
  return rows.map(({ name }) => name);
}

beforeAll(async () => {
  stage = await openStage();
  await stage.make("staging", base);
  before = await digest("staging");
});
afterAll(() => stage?.stop());

function findings({ report }: Outcome): readonly string[] {
  return report?.findings.map(({ severity, code, object }) => `${severity} ${code} ${object}`) ?? [];
}

interface Outcome {
  readonly report: Report | null;
  readonly error: unknown;
  /** All that was shown of it: the screen, the document, progress, and what was thrown, down to its causes. */
  readonly shown: string;
}

function allOf(error: unknown): string {
  return [inspect(error, { depth: 20, showHidden: true }), error instanceof Error ? error.stack : ""].join("\n");
}

async function verified(
  migrations: Readonly<Record<string, string>>,
  options: Partial<VerifyOptions> = {},
  more: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const lines: string[] = [];
  const own = { server: stage.server, from: "staging", say: (line: string) => void lines.push(line) };
  return withFiles({ ...sound(migrations), ...more }, async (folder) => {
    try {
      const { report, close } = await verify({ folder, cwd: folder, ...own, ...options });
      await close();
      const style = { color: false, reproduce: "", within: "" };
      const written = [writers.terminal.report(report, style), writers.json.report(report, style)];
      return { report, error: null, shown: [...written, ...lines].join("\n") };
    } catch (error) {
      return { report: null, error, shown: [allOf(error), ...lines].join("\n") };
    }
  });
}

function candidate(...statements: readonly string[]): Readonly<Record<string, string>> {
  return { ...base, "0001_next": statements.join(";--> statement-breakpoint\n") };
}

test.for(some(failing, 14))("says nothing of a row when the candidate fails over $what", async ({ expected, sql }) => {
  const { report, error, shown } = await verified(candidate(...sql));
  expect(error).toBeNull();
  expect(valuesIn(shown)).toEqual([]);
  expect(report?.verdict).toBe("unsafe");
  const { message } = report?.findings.find(({ code }) => code === "candidate/failed") ?? {};
  expect(message).toContain(`(SQLSTATE ${expected})`);
  expect(message).toContain("the server's words may hold values, and are withheld");
});

test.for(some(losing, 8))("says nothing of a row when the candidate loses $what", async ({ expected, sql }) => {
  const { report, error, shown } = await verified(candidate(...sql));
  expect(error).toBeNull();
  expect(valuesIn(shown)).toEqual([]);
  expect(report?.findings.map(({ code }) => code).filter((code) => code.startsWith(expected))).not.toEqual([]);
  expect(report).toMatchObject({ from: "staging", seed: { rows: 0, tables: 0 } });
});

test("shows values on request", async () => {
  const duplicate = await verified(candidate("create unique index mails on people (email)"), { showValues: true });
  expect(duplicate.shown).toMatch(/could not create unique index.*canary-mail-/s);
  const lost = await verified(candidate("update people set email = 'gone'"), { showValues: true });
  expect(lost.shown).toContain("canary-mail-");
});

test("what its migrator would run there is the candidate", async () => {
  const later = { ...base, "0001_one": "alter table people add one int", "0002_two": "alter table people add two int" };
  const both = await verified(later);
  expect(both.report?.history).toMatchObject({ candidate: ["0001_one", "0002_two"], migrations: 3 });
  const first = await verified(later, { candidate: { candidate: "0001_one..0001_one" } });
  expect(first.report?.history).toMatchObject({ candidate: ["0001_one"], migrations: 2 });
  const second = await verified(later, { candidate: { candidate: "0002_two" } });
  expect(second.report?.history.candidate).toEqual(["0001_one", "0002_two"]);
  expect(second.shown).toContain("pending on staging as well, and so part of the candidate: 0001_one");
});

test("what its migrator would skip there is told", async () => {
  const early = { "0000_early": "alter table people add early int", ...base };
  const entries = ["0000_early", "0000_made"].map((tag, idx) => ({ idx, version: "7", when: 500 + idx * 500, tag }));
  const journal = JSON.stringify({ version: "7", dialect: "postgresql", entries });
  const { report } = await verified(early, {}, { "meta/_journal.json": journal });
  expect(report?.history.candidate).toEqual(["0000_early"]);
  const errors = report?.findings.filter(({ severity }) => severity === "error");
  expect(errors).toMatchObject([{ code: "ledger/not-recorded", object: "0000_early" }]);
});

test("refuses a candidate that is applied there, a database that has all, and one that is not there", async () => {
  const applied = { kind: "input", code: "input/candidate-applied" };
  const range = await verified(candidate("select 1"), { candidate: { candidate: "0000_made..0001_next" } });
  expect(range.error).toMatchObject({ ...applied, message: expect.stringContaining("already has 0000_made") });
  const all = await verified(base);
  expect(all.error).toMatchObject({ ...applied, message: expect.stringContaining("staging has every migration") });
  const nowhere = await verified(candidate("select 1"), { from: "nowhere" });
  expect(nowhere.error).toMatchObject({ kind: "input", code: "input/from-unknown" });
  const mighty = await verified(candidate("select 1"), { role: "superuser" });
  expect(mighty.error).toMatchObject({ kind: "input", code: "input/server-option" });
});

test("refuses a database that somebody is connected to, who stays", async () => {
  const session = await stage.open("staging");
  const { error } = await verified(candidate("select 1"));
  const refusal = {
    kind: "environment",
    code: "environment/database-in-use",
    tried: [expect.stringContaining("idle")],
  };
  expect(error).toMatchObject(refusal);
  expect((await session.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await session.end();
});

test("an error that holds words of the server's holds none of them any more", () => {
  const refusal = { severity: "ERROR", code: "22P02", detail: "canary", where: "canary", internalQuery: "canary" };
  const raw = Object.assign(new Error("found canary"), refusal);
  const parts = { kind: "environment", code: "environment/server-failed", step: "read", remedy: "" } as const;
  const errors = [
    raw,
    new Error("canary", { cause: raw }),
    new HarnessError({ ...parts, message: "canary", tried: ["canary"], cause: raw }),
    new HarnessError({ ...parts, message: "the disk is full", cause: new Error("canary") }),
    ...["runner-failed", "runner-without-ledger", "runner-stays-away", "alembic-failed"].map(
      (code) => new HarnessError({ ...parts, code: `input/${code}`, message: "it ended with 1: canary" }),
    ),
    new SyntaxError("Cannot convert canary to a BigInt"),
    "canary",
  ];
  expect(errors.map((error) => valuesIn(allOf(withoutWords(error, "verify"))))).toEqual(errors.map(() => []));
  expect(withoutWords(errors[0], "verify")).toMatchObject({ kind: "bug", message: expect.stringContaining("22P02") });
  expect(withoutWords(errors[3], "verify")).toMatchObject({ ...parts, message: "the disk is full" });
});

test("throws no word of the server's", async () => {
  // A ledger that raises when it is read, with the row's hash in its words.
  const name = "odd";
  await stage.make(name, base);
  const client = await stage.open(name);
  await client.query(
    "create function public.leak(text) returns text language plpgsql immutable as $$ begin raise exception 'canary %', $1; end $$",
  );
  await client.query("create view v as select 1");
  await client.query("alter table drizzle.__drizzle_migrations rename to kept");
  await client.query(
    "create view drizzle.__drizzle_migrations as select id, public.leak(hash) as hash, created_at from drizzle.kept",
  );
  await client.end();
  const { error, shown } = await verified(candidate("select 1"), { from: name });
  expect(error).toMatchObject({ code: "input/ledger-unreadable", message: expect.stringContaining("P0001") });
  expect(valuesIn(shown)).toEqual([]);
});

test("a run that is stopped takes away what it made, and a run that ends does so, too", async () => {
  const there = await standing();
  const controller = new AbortController();
  const say = (line: string) => {
    if (line.startsWith("running the candidate")) controller.abort();
  };
  const own = { address: stage.address, say, signal: controller.signal };
  const stopped = await withFiles(sound(candidate("select pg_sleep(60)")), (folder) =>
    verify({ folder, cwd: folder, from: "staging", ...own }).catch((error: unknown) => error),
  );
  expect(stopped).toMatchObject({ kind: "environment" });
  expect(await standing()).toEqual(there);
  await verified(candidate("alter table people add one int"));
  expect((await standing()).filter((name) => !there.includes(name))).toEqual([]);
});

test("a copy of what is guarded has no guard, or one of its own", async () => {
  await stage.make("guarded", base);
  const client = await stage.open("guarded");
  const own = { location: ledger, key: "hash", habit: "append", recorded: [] } as const;
  await client.query(installSql({ ledgers: [own], tables: "all", eventTriggers: true }));
  await client.end();
  const there = await digest("guarded");
  const drops = candidate("alter table people drop column spare");
  const open = await verified(drops, { from: "guarded" });
  expect(findings(open)).toContain("error survival/column-lost public.people.spare");
  expect(open.report?.downgrade).toContainEqual(expect.objectContaining({ attempt: "ledger-rewind", outcome: "half" }));
  const closed = await verified(drops, { from: "guarded", guard: "installed" });
  expect(findings(closed)).toContain("error candidate/failed public.people.spare");
  expect(closed.shown).toContain("HF001");
  const adding = await verified(candidate("alter table people add canary text"), {
    from: "guarded",
    guard: "installed",
  });
  expect(adding.report?.downgrade.map(({ outcome }) => outcome)).toEqual([
    "no-op",
    "not-applicable",
    "blocked",
    "blocked",
  ]);
  expect(valuesIn(open.shown + closed.shown)).toEqual([]);
  expect(await digest("guarded")).toEqual(there);
});

test("rows that a candidate puts into the ledger are quoted by nobody", async () => {
  const quoting = candidate(
    "insert into drizzle.__drizzle_migrations (hash, created_at) select email, 9e12 from people limit 1",
  );
  const quoted = await verified(quoting);
  expect(quoted.report?.downgrade).toContainEqual(
    expect.objectContaining({ attempt: "old-release", guarded: expect.objectContaining({ refused: true }) }),
  );
  expect(valuesIn(quoted.shown)).toEqual([]);
});

test("without from, it replays and seeds on a server of others, whose new roles it leaves alone", async () => {
  const server = await startServer({ provider: "server", keep: false, say: () => undefined, address: stage.address });
  const admin = await stage.open("postgres");
  const appeared: Promise<unknown>[] = [];
  const say = (line: string) => {
    if (line.startsWith("seeding") && appeared.length === 0) appeared.push(admin.query("create role appeared"));
  };
  const run = (more: Readonly<Record<string, string>>) =>
    withFiles({ ...inDrizzle(sound(candidate("update people set age = 7"))), ...more }, async (cwd) => {
      const { report, close } = await verify({ folder: "drizzle", cwd, server, rows: 20, say });
      await close();
      return report;
    });
  expect((await run({})).postgres.provider).toBe("server");
  expect(await standing()).toContain("appeared");
  const there = await standing();
  const preamble = "create role made_by_preamble;";
  const refused = run({ "holdfast/preamble.sql": preamble });
  await expect(refused).rejects.toMatchObject({ kind: "input", code: "input/server-preamble" });
  await expect(run({ "holdfast/preamble.sql": `${preamble} commit` })).rejects.toMatchObject({
    code: "input/server-preamble",
  });
  await admin.query("drop role if exists made_by_preamble");
  await server.stop();
  expect((await standing()).filter((name) => !there.includes(name))).toEqual([]);
  await admin.end();
});

test("leaves staging as it is", async () => {
  expect(await digest("staging")).toEqual(before);
});
