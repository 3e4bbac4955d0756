import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import type { Report } from "../model/report.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import type { CandidateChoice } from "./split.ts";
import { verify } from "./verify.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const people = "create table people (id int primary key, name text not null, age int)";

/** Verifies a history whose migrations have these times in the journal. */
async function verified(
  whens: readonly number[],
  history: Readonly<Record<string, string>>,
  candidate: CandidateChoice,
): Promise<Report> {
  const entries = Object.keys(history).map((tag, idx) => ({ idx, version: "7", when: whens[idx], tag }));
  const journal = JSON.stringify({ version: "7", dialect: "postgresql", entries });
  return withFiles({ ...sound(history), "meta/_journal.json": journal }, async (folder) => {
    const { report, close } = await verify({ folder, cwd: folder, server, rows: 40, candidate });
    await close();
    return report;
  });
}

/** Errors, with the statement that each of them blames. */
function errors({ findings }: Report): readonly string[] {
  return findings
    .filter(({ severity }) => severity === "error")
    .map(({ code, object, at }) => `${code} ${object}${at === undefined ? "" : ` by ${at.statement}`}`);
}

const more = {
  "0000_people": people,
  "0001_extra": "create table extra (id int)",
  "0002_note": "alter table extra add note text",
};

test.for([
  ["an earlier time", 4000],
  ["the same time", 5000],
] as const)("a candidate of %s is to blame for what fails without it", async ([, when]) => {
  const report = await verified([5000, when, 6000], more, { candidate: "0001_extra.." });
  expect(report.verdict).toBe("unsafe");
  expect(errors(report)).toEqual([
    "candidate/failed 0002_note by alter table extra add note text",
    "ledger/not-recorded 0001_extra",
  ]);
  const [failed, skipped] = report.findings;
  expect(failed?.message).toContain('relation "extra" does not exist (SQLSTATE 42P01)');
  expect(failed?.message).toContain("What 0001_extra does is not there: see ledger/not-recorded.");
  expect(failed?.remedy).toBe("See to it that 0001_extra runs first.");
  expect(skipped?.message).toContain(`its \`when\` (${when}) is not later than that of row 1 (5000)`);
  expect(skipped?.remedy).toContain("meta/_journal.json");
});

test("every candidate that would be skipped is told, also behind the one that fails", async () => {
  const history = { ...more, "0003_last": "alter table people drop column age" };
  const report = await verified([5000, 4000, 6000, 4500], history, { candidate: "0001_extra.." });
  expect(errors(report).slice(1)).toEqual(["ledger/not-recorded 0001_extra", "ledger/not-recorded 0003_last"]);
});

test("what fails for reasons of its own keeps its remedy", async () => {
  const history = { ...more, "0002_note": "alter table people add email text not null" };
  const { findings } = await verified([5000, 4000, 6000], history, { candidate: "0001_extra.." });
  expect(findings[0]).toMatchObject({ code: "candidate/failed", remedy: expect.stringContaining("default") });
});

test("a loss is blamed on what ran, not on the same statement that was skipped", async () => {
  const loss = "update people set age = null";
  const history = { "0000_people": people, "0001_skipped": loss, "0002_runs": `select 1;\n${loss}` };
  const report = await verified([5000, 4000, 6000], history, { candidate: "0001_skipped.." });
  expect(errors(report)).toEqual([
    "ledger/not-recorded 0001_skipped",
    `survival/values-altered public.people.age by ${loss}`,
  ]);
  expect(report.findings[1]?.at).toMatchObject({ file: "0002_runs.sql", line: 2 });
});

test("a candidate whose turn did not come is not said to be skipped", async () => {
  const history = { ...more, "0001_extra": "select 1/0" };
  expect(errors(await verified([5000, 6000, 7000], history, { candidate: "0001_extra.." }))).toEqual([
    "candidate/failed 0001_extra by select 1/0",
  ]);
});
