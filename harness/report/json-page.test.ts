import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withFiles } from "../tools/drizzle/sample.fixture.ts";
import { reportOf } from "./report.fixture.ts";
import { plain, safeReportOf, same } from "./reports.fixture.ts";
import { writers } from "./writers.fixture.ts";

const page = readFileSync(new URL("../../docs/json.md", import.meta.url), "utf8");
const questions = [...page.matchAll(/^jq .*$/gm)].map(([line]) => line);
const isThere = spawnSync("jq", ["--version"]).status === 0;
if (!isThere) console.warn("skipped: there is no jq on the PATH, which docs/json.md asks with");

/** What each question of the page answers, with its exit code. */
function answers(report: Parameters<typeof writers.json.report>[0]): Promise<readonly unknown[]> {
  return withFiles({ "report.json": writers.json.report(report, plain) }, async (cwd) =>
    questions.map((line) => {
      const { status, stdout, stderr } = spawnSync("sh", ["-c", line], { cwd, encoding: "utf8" });
      return [status, stdout.trim(), stderr];
    }),
  );
}

test.skipIf(!isThere)("what docs/json.md asks with jq is answered", async () => {
  expect(await answers(reportOf(same))).toEqual([
    [0, "survival/column-lost public.people.name", ""],
    [0, "public.people.name 3", ""],
    [1, "false", ""],
  ]);
  expect(await answers(safeReportOf(same))).toEqual([
    [0, "", ""],
    [0, "", ""],
    [0, "true", ""],
  ]);
});
