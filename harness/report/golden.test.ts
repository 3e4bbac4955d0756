import { expect, test } from "vitest";
import type { ReporterName } from "./index.ts";
import { checkReportOf, reportOf, statusReportOf } from "./report.fixture.ts";
import { errorDocumentOf, plain, safeReportOf, same } from "./reports.fixture.ts";
import { writers } from "./writers.fixture.ts";

/** How the files of each writer end. */
const endings: Readonly<Record<ReporterName, string>> = {
  terminal: "terminal.txt",
  json: "json",
  junit: "junit.xml",
  sarif: "sarif",
  github: "github.txt",
  markdown: "md",
  html: "html",
};

const reports = {
  "verify-unsafe": reportOf(same),
  "verify-safe": safeReportOf(same),
  check: checkReportOf(same),
  status: statusReportOf(same),
};

// On a CI server, Vitest writes no file that is missing, and fails.
test.for(Object.entries(endings))("%s tells what is in its golden files", async ([name, ending]) => {
  const writer = writers[name as ReporterName];
  for (const [kind, report] of Object.entries(reports)) {
    const text = writer.report(report, { ...plain, reproduce: `npx holdfast ${report.command} drizzle` });
    await expect(text).toMatchFileSnapshot(`golden/${kind}.${ending}`);
  }
  await expect(writer.error(errorDocumentOf(same), plain)).toMatchFileSnapshot(`golden/error.${ending}`);
});
