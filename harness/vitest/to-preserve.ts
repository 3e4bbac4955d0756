import type { Report } from "../model/report.ts";
import { type Found, find, unusable } from "./lookup.ts";
import { describe, findingsOf, nameOf, type Outcome, tell } from "./words.ts";

const preserving: ReadonlySet<string> = new Set(["kept", "renamed", "converted", "moved", "filled"]);

/**
 * Every row of a table is still there.
 *
 * @throws {HarnessError} kind "input": no such table, or one that held no row to lose.
 */
export function toPreserveRows(report: Report, object: string): Outcome {
  const found = find(report, object);
  const { rows } = found.table;
  if (found.column !== null) throw notOf("table", found, `toPreserveColumn(${JSON.stringify(object)})`);
  if (rows.before === 0) throw vacuous(found, "row");
  const pass = rows.lost === 0;
  const wish = pass
    ? `kept all ${rows.before} rows; it was not to`
    : `lost ${rows.lost} of ${rows.before} rows; it was to keep all`;
  return { pass, message: () => tell(`${nameOf(found)} ${wish}.`, describe(report, found)) };
}

/**
 * Every value of a column is still there, in each of its rows, whatever the column is called now.
 *
 * @throws {HarnessError} kind "input": no such column, or one that held no value to lose.
 */
export function toPreserveColumn(report: Report, object: string): Outcome {
  const found = find(report, object);
  const { column, table } = found;
  if (column === null) throw notOf("column", found, `toPreserveRows(${JSON.stringify(object)})`);
  if (column.values === 0 && preservable(column.outcome) && table.rows.lost === 0) throw vacuous(found, "value");
  const harmed = findingsOf(report, found).some(
    ({ severity, code }) => severity === "error" && code.startsWith("survival/"),
  );
  const pass = preserving.has(column.outcome) && table.rows.lost === 0 && !harmed;
  const gone = table.rows.lost > 0 ? `${table.rows.lost} rows of its table, and ` : "";
  const sentence = pass
    ? `kept all ${column.values} values; it was not to`
    : `lost ${gone}${column.lost} of ${column.values} values; it was to keep all`;
  return { pass, message: () => tell(`${nameOf(found)} ${sentence}.`, describe(report, found)) };
}

function preservable(outcome: string): boolean {
  return outcome === "unproven" || preserving.has(outcome);
}

function notOf(kind: string, found: Found, instead: string) {
  return unusable("input/wrong-kind", `${nameOf(found)} is not a ${kind}.`, `Write expect(report).${instead}.`);
}

/** Nothing can be lost where nothing was: neither the matcher nor its `.not` may pass. */
function vacuous(found: Found, noun: string) {
  return unusable(
    "input/nothing-to-lose",
    `${nameOf(found)} held no ${noun} before the candidate, so none could be lost.`,
    "Give a seed set with rows for it, or leave the expectation out.",
  );
}
