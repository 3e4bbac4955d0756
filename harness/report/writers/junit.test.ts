import { expect, test } from "vitest";
import type { AnyReport } from "../index.ts";
import { checkReportOf, reportOf } from "../report.fixture.ts";
import { errorDocumentOf, plain, reportsOf, safeReportOf, same } from "../reports.fixture.ts";
import { writers } from "../writers.fixture.ts";
import { elementsOf, type ReadElement, readXml } from "../xml.fixture.ts";

const read = (report: AnyReport, within = "") => readXml(writers.junit.report(report, { ...plain, within }));

/** What a reader of JUnit makes of a document: each test's name, and what became of it. */
function became(document: ReadElement): Readonly<Record<string, string>> {
  const cases = elementsOf(document, "testcase").map(({ attributes, children }) => {
    const outcome = children.find(({ name }) => name !== "system-out");
    return [attributes.name ?? "", outcome?.name ?? "passed"] as const;
  });
  return Object.fromEntries(cases);
}

test("has a test for each table, way back and code, and red ones name what is lost", () => {
  const document = read(reportOf(same));
  expect(became(document)).toEqual({
    "public.people keeps its rows and values": "failure",
    "going back by inverse loses nothing": "passed",
    verdict: "failure",
    "history/file-without-entry": "passed",
  });
  const [table] = elementsOf(document, "testcase");
  expect(table?.attributes).toMatchObject({ file: "drizzle/0002_tidy.sql", line: "4" });
  const [failure] = elementsOf(document, "failure");
  expect(failure?.attributes).toEqual({
    type: "survival/column-lost",
    message: "public.people.name: 3 of 3 values lost",
  });
  expect(failure?.text).toBe(
    [
      "survival/column-lost  public.people.name",
      "  3 of 3 values lost",
      "  drizzle/0002_tidy.sql:4:1  alter table people drop column name",
      "  → Keep the column.",
    ].join("\n"),
  );
});

test("passes all of a run in which nothing was lost, and skips a way back that there is none of", () => {
  expect(became(read(safeReportOf(same)))).toEqual({
    "public.people keeps its rows and values": "passed",
    "going back by take-back loses nothing": "skipped",
    verdict: "passed",
    "history/file-without-entry": "passed",
  });
});

test("fails the way back that an error names", () => {
  const report = reportOf(same);
  const [error] = report.findings;
  const findings =
    error === undefined
      ? []
      : [{ ...error, code: "downgrade/loses-data", object: "0002_tidy", attempt: "inverse", message: "3 values" }];
  expect(became(read({ ...report, findings } as AnyReport))).toMatchObject({
    "going back by inverse loses nothing": "failure",
    "public.people keeps its rows and values": "passed",
  });
});

test("tells warnings where they belong, and fails nothing for them", () => {
  const [table] = elementsOf(read(reportOf(same)), "testcase");
  const [out] = table === undefined ? [] : elementsOf(table, "system-out");
  expect(out?.text).toContain("warning:\nsurvival/values-filled  public.people.age\n  1 NULL became a value");
});

test("names a table whose name has dots", () => {
  const report = reportOf((text) => text.replaceAll("public.people", "public.people.of.2024"));
  expect(became(read(report))).toMatchObject({ "public.people.of.2024 keeps its rows and values": "failure" });
});

test("has a red test where the command is not content, though nothing is an error", () => {
  const baseline = reportsOf.baseline?.(same);
  expect(baseline?.findings).toEqual([]);
  expect(baseline === undefined ? {} : became(read(baseline))).toEqual({ verdict: "failure" });
});

test("names files as the repository does", () => {
  const [edited] = elementsOf(read(checkReportOf(same), "packages/shop"), "testcase").slice(1);
  expect(edited?.attributes).toMatchObject({ file: "packages/shop/drizzle/0001_names.sql", line: "2" });
});

test("counts what it has, in each suite and in all", () => {
  for (const of of [...Object.values(reportsOf), safeReportOf]) {
    const document = read(of(same));
    for (const suite of [document, ...elementsOf(document, "testsuite")]) {
      const many = (name: string) => String(elementsOf(suite, name).length);
      const { tests, failures, errors, skipped = many("skipped") } = suite.attributes;
      expect({ tests, failures, errors, skipped }).toEqual({
        tests: many("testcase"),
        failures: many("failure"),
        errors: many("error"),
        skipped: many("skipped"),
      });
      expect(suite.attributes.time).toMatch(/^\d+\.\d{3}$/);
    }
    const names = elementsOf(document, "testcase").map(
      ({ attributes }) => `${attributes.classname}: ${attributes.name}`,
    );
    expect(new Set(names).size).toBe(names.length);
  }
});

test("has nothing that the readers of JUnit do not know", () => {
  const known: Readonly<Record<string, readonly string[]>> = {
    testsuites: ["name", "tests", "failures", "errors", "time"],
    testsuite: ["name", "tests", "failures", "errors", "skipped", "time"],
    testcase: ["classname", "name", "time", "file", "line"],
    failure: ["type", "message"],
    error: ["type", "message"],
    skipped: ["message"],
    "system-out": [],
  };
  const check = ({ name, attributes, children }: ReadElement): void => {
    expect(known[name], name).toEqual(expect.arrayContaining(Object.keys(attributes)));
    for (const child of children) check(child);
  };
  for (const of of [...Object.values(reportsOf), safeReportOf]) check(read(of(same)));
});

test("is one test with an error where there is nothing to report", () => {
  const document = readXml(writers.junit.error(errorDocumentOf(same), plain));
  expect(became(document)).toEqual({ verdict: "error" });
  const [error] = elementsOf(document, "error");
  expect(error?.attributes).toEqual({ type: "input/no-folder", message: "There is no folder." });
  expect(error?.text).toBe(
    "There is no folder.\nwhile trying to find the migrations\ntried: ./drizzle: not there\n→ Name the folder.",
  );
});
