import type { Log, Result } from "sarif";
import { expect, test } from "vitest";
import { guardReportOf } from "../guard-report.fixture.ts";
import type { AnyReport } from "../index.ts";
import { checkReportOf, driftReportOf, reportOf } from "../report.fixture.ts";
import { crowdedReportOf, errorDocumentOf, plain, reportsOf, safeReportOf, same } from "../reports.fixture.ts";
import { sarifProblems } from "../sarif.fixture.ts";
import { writers } from "../writers.fixture.ts";

const runOf = (report: AnyReport, within = "") => {
  const log = JSON.parse(writers.sarif.report(report, { ...plain, within })) as Log;
  const [run] = log.runs;
  if (run === undefined) throw new Error("no run");
  return { ...run, results: run.results ?? [] };
};
const uriOf = ({ locations }: Result) => locations?.[0]?.physicalLocation?.artifactLocation?.uri;
const [lost, filled] = reportOf(same).findings;

test.for(Object.entries({ ...reportsOf, safe: safeReportOf }))("is valid by the schema: %s", ([, of]) => {
  expect(sarifProblems(writers.sarif.report(of(same), plain))).toEqual([]);
});

test("has a result at the statement that is to blame", () => {
  const [first] = runOf(reportOf(same)).results;
  expect(first).toMatchObject({
    ruleId: "survival/column-lost",
    level: "error",
    message: { text: "public.people.name: 3 of 3 values lost\nKeep the column." },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "drizzle/0002_tidy.sql", uriBaseId: "%SRCROOT%" },
          region: {
            startLine: 4,
            startColumn: 1,
            endLine: 4,
            endColumn: 36,
            snippet: { text: "alter table people drop column name" },
          },
        },
        logicalLocations: [{ fullyQualifiedName: "public.people.name" }],
      },
    ],
  });
});

test("ends a region where the statement ends, in characters", () => {
  if (lost?.at === undefined) throw new Error("no place");
  const at = { ...lost.at, column: 3, statement: "alter table people\n  drop column 😀" };
  const [result] = runOf({ ...reportOf(same), findings: [{ ...lost, at }] }).results;
  expect(result?.locations?.[0]?.physicalLocation?.region).toMatchObject({
    startLine: 4,
    startColumn: 3,
    endLine: 5,
    endColumn: 16,
  });
});

test("says of a file that is no SQL where it begins only: the statement is what its tool made of it", () => {
  if (lost?.at === undefined) throw new Error("no place");
  const at = { ...lost.at, file: "alembic/versions/a1_tidy.py" };
  const [result] = runOf({ ...reportOf(same), findings: [{ ...lost, at }] }).results;
  expect(result?.locations?.[0]?.physicalLocation?.region).toMatchObject({ startLine: 4, startColumn: 1 });
  expect(result?.locations?.[0]?.physicalLocation?.region).not.toHaveProperty("endLine");
});

test("gives every result a file, since GitHub refuses all of them for one that has none", () => {
  for (const of of [...Object.values(reportsOf), safeReportOf]) {
    for (const result of runOf(of(same)).results) expect(uriOf(result)).toMatch(/^[^/]/);
  }
  const unplaced = runOf(reportOf(same)).results.filter(
    ({ locations }) => locations?.[0]?.physicalLocation?.region === undefined,
  );
  expect(unplaced.map(uriOf)).toEqual([
    "drizzle/0002_tidy.sql",
    ...Array.from({ length: 4 }, () => "drizzle/0002_tidy.sql"),
  ]);
  expect(runOf(driftReportOf(same)).results.map(uriOf)).toEqual(["drizzle"]);
  expect(runOf(guardReportOf(same)).results.map(uriOf)).toEqual(["."]);
});

test("puts what names a migration at that migration's file, and what names a file there", () => {
  const report = reportOf(same);
  const sources = ["0002_tidy", "0003_more"].map((migration) => ({
    migration,
    file: `drizzle/${migration}.sql`,
    sql: "",
  }));
  if (filled === undefined) throw new Error("no finding");
  const findings = ["0002_tidy", "public.people.age"].map((object) => ({ ...filled, object }));
  expect(runOf({ ...report, sources, findings }).results.map(uriOf)).toEqual([
    "drizzle/0002_tidy.sql",
    "drizzle/0003_more.sql",
  ]);
  const check = { ...checkReportOf(same), findings: [{ ...filled, object: "drizzle/0009_stray.sql" }] };
  expect(runOf(check).results.map(uriOf)).toEqual(["drizzle/0009_stray.sql"]);
});

test("names files as the repository does, percent-encoded and never absolute", () => {
  if (lost?.at === undefined) throw new Error("no place");
  const uri = (file: string, within = "") =>
    runOf({ ...reportOf(same), findings: [{ ...lost, at: { file, line: 1, column: 1 } }] }, within).results.map(
      uriOf,
    )[0];
  expect(uri("drizzle/0001.sql", "packages/shop")).toBe("packages/shop/drizzle/0001.sql");
  expect(uri("../shared/0001.sql", "packages/shop")).toBe("packages/shared/0001.sql");
  expect(uri("drizzle/a b#ü%.sql")).toBe("drizzle/a%20b%23%C3%BC%25.sql");
  expect(uri("c:/0001.sql")).toBe("c%3A/0001.sql");
  expect(uri("/srv/app/drizzle/0001.sql")).toBe("srv/app/drizzle/0001.sql");
});

test("knows a finding again when lines above it move, and tells equal ones apart", () => {
  if (lost?.at === undefined) throw new Error("no place");
  const fingerprints = (...findings: readonly (typeof lost)[]) =>
    runOf({ ...reportOf(same), findings }).results.map(
      ({ partialFingerprints }) => partialFingerprints?.["holdfast/v1"],
    );
  const moved = { ...lost, at: { ...lost.at, line: 40 }, message: "2 of 3 values lost" };
  expect(fingerprints(moved)).toEqual(fingerprints(lost));
  expect(fingerprints(lost)[0]).toMatch(/^[0-9a-f]{16}:1$/);
  const [one, two] = fingerprints(lost, lost);
  expect(two).toBe(one?.replace(/1$/, "2"));
  for (const other of [{ code: "survival/values-nulled" }, { object: "public.people.age" }] as const) {
    expect(fingerprints({ ...lost, ...other } as typeof lost)).not.toEqual(fingerprints(lost));
  }
});

test("leaves the hash of a line to GitHub, which warns of another one, and gives its own where there is no line", () => {
  const keys = runOf(reportOf(same)).results.map(({ partialFingerprints = {} }) => Object.keys(partialFingerprints));
  expect(keys.slice(0, 2)).toEqual([["holdfast/v1"], ["holdfast/v1", "primaryLocationLineHash"]]);
});

test("explains each code that it found, and no other", () => {
  const { tool, results } = runOf(reportOf(same));
  const { rules = [] } = tool.driver;
  expect(rules.map(({ id }) => id)).toEqual([
    "history/file-without-entry",
    "survival/column-lost",
    "survival/values-filled",
  ]);
  for (const rule of rules) {
    expect(rule.shortDescription?.text).toMatch(/^[A-Z]/);
    expect(rule.help?.markdown).toContain(rule.help?.text.slice(0, 20));
    expect(`${rule.fullDescription?.text}${rule.help?.text}`).not.toContain("`");
  }
  for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
});

test("tells runs of one repository apart, and how each ended", () => {
  const [unsafe, safe] = [runOf(reportOf(same), "packages/shop"), runOf(safeReportOf(same))];
  expect(unsafe.automationDetails?.id).toBe("holdfast/verify/packages/shop/drizzle/");
  expect(safe.automationDetails?.id).toBe("holdfast/verify/drizzle/");
  expect(unsafe.invocations).toEqual([{ executionSuccessful: true, exitCode: 1 }]);
  expect(safe.invocations).toEqual([{ executionSuccessful: true, exitCode: 0 }]);
});

test("has as many results as GitHub takes, the gravest first, and says how many are left out", () => {
  const run = runOf(crowdedReportOf(25_500));
  expect(run.results).toHaveLength(25_000);
  const levels = run.results.map(({ level }) => level);
  expect(levels.indexOf("warning")).toBe(8500);
  expect(levels.lastIndexOf("error")).toBe(8499);
  expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
    "500 findings more are in the report of --json only.",
  );
});

test("says of a run without a report why there is none", () => {
  const text = writers.sarif.error(errorDocumentOf(same), plain);
  expect(sarifProblems(text)).toEqual([]);
  const [run] = (JSON.parse(text) as Log).runs;
  expect(run?.results).toEqual([]);
  expect(run?.invocations).toEqual([
    {
      executionSuccessful: false,
      exitCode: 2,
      toolExecutionNotifications: [
        {
          level: "error",
          message: {
            text: "There is no folder.\nWhile trying to find the migrations.\n./drizzle: not there\nName the folder.",
          },
          descriptor: { id: "input/no-folder" },
        },
      ],
    },
  ]);
});
