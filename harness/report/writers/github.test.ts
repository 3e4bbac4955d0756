import { expect, test } from "vitest";
import { reportOf } from "../report.fixture.ts";
import { crowdedReportOf, errorDocumentOf, plain, same } from "../reports.fixture.ts";
import { writers } from "../writers.fixture.ts";

const told = (text: string) => text.split("\n").filter((line) => line !== "");

test("annotates the statement that is to blame, with what was lost and what to do", () => {
  const [first, second, ...more] = told(writers.github.report(reportOf(same), plain));
  expect(first).toBe(
    "::error file=drizzle/0002_tidy.sql,line=4,endLine=4,col=1,endColumn=35,title=survival/column-lost%3A public.people.name::3 of 3 values lost%0A→ Keep the column.",
  );
  expect(second).toMatch(/^::warning file=drizzle\/0002_tidy\.sql,line=1,title=survival\/values-filled%3A /);
  // Notes about files that are not under test are no annotations.
  expect(more).toEqual([]);
});

test("tells where a statement of several lines ends, without columns, which GitHub refuses there", () => {
  const report = reportOf(same);
  const findings = report.findings.slice(0, 1).map((finding) => ({
    ...finding,
    at: { file: "drizzle/0002_tidy.sql", line: 4, column: 3, statement: "alter table people\n  drop column name" },
  }));
  expect(writers.github.report({ ...report, findings }, plain)).toContain("line=4,endLine=5,title=");
});

test("names files as the repository does, wherever the command runs", () => {
  const text = writers.github.report(reportOf(same), { ...plain, within: "packages/shop" });
  expect(text).toContain("::error file=packages/shop/drizzle/0002_tidy.sql,");
});

test("shows a reviewer what was approved where it stands", () => {
  const report = reportOf(same);
  const findings = report.findings.slice(0, 1).map((finding) => ({ ...finding, severity: "note" as const }));
  expect(writers.github.report({ ...report, findings }, plain)).toMatch(
    /^::notice file=drizzle\/0002_tidy\.sql,line=4,/,
  );
});

test("gives GitHub no more than it shows of a kind, and says in the last one what is left and where", () => {
  const lines = told(writers.github.report(crowdedReportOf(90), plain));
  const kinds = lines.map((line) => line.split(" ")[0]);
  expect(kinds).toEqual([
    ...Array.from({ length: 10 }, () => "::error"),
    ...Array.from({ length: 10 }, () => "::warning"),
    ...Array.from({ length: 10 }, () => "::notice"),
  ]);
  expect(lines[9]).toMatch(
    /^::error title=holdfast%3A 21 more errors::survival\/column-lost: public\.people\.column_28 \(drizzle\/0002_tidy\.sql:29\)%0A/,
  );
  expect(lines[9]).toMatch(/%0Aand 1 more$/);
});

test("annotates ten of a kind without a rest", () => {
  const lines = told(writers.github.report(crowdedReportOf(30), plain));
  expect(lines).toHaveLength(30);
  expect(lines.join("\n")).not.toContain("more");
});

test("tells an error with what was tried and what to do", () => {
  expect(writers.github.error(errorDocumentOf(same), plain)).toBe(
    "::error title=holdfast%3A input/no-folder::There is no folder.%0Awhile trying to find the migrations%0Atried: ./drizzle: not there%0A→ Name the folder.\n",
  );
});
