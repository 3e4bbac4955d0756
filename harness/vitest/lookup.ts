import { HarnessError } from "../model/error.ts";
import type { Report, ReportedColumn, ReportedTable } from "../model/report.ts";
import { clean } from "../report/clean.ts";

/** What a name in a matcher stands for: an old table, or one of its columns. */
export interface Found {
  readonly table: ReportedTable;
  /** Null where the name is the table's. */
  readonly column: ReportedColumn | null;
}

const shownNames = 3;

/** @throws {HarnessError} kind "input": what was given to `expect` is no report of a scenario. */
export function reportIn(received: unknown): Report {
  if (isReport(received)) return received;
  throw unusable(
    "input/not-a-report",
    "expect() was given something else than the report of a scenario.",
    "Write expect(report), with the `report` that the scenario's body receives.",
  );
}

function isReport(received: unknown): received is Report {
  if (typeof received !== "object" || received === null) return false;
  return "command" in received && received.command === "verify" && "survival" in received && "findings" in received;
}

/**
 * Finds a table or a column by its name before the candidate, "schema.table" or "schema.table.column", unquoted.
 *
 * @throws {HarnessError} kind "input": nothing was compared, or there is no such object. A mistyped name
 *   must fail a test also behind `.not`.
 */
export function find(report: Report, object: string): Found {
  if (report.survival.length === 0) throw nothingCompared(report);
  for (const table of report.survival) {
    if (table.table === object) return { table, column: null };
    const column = table.columns.find((candidate) => `${table.table}.${candidate.column}` === object);
    if (column !== undefined) return { table, column };
  }
  const gone = report.survival.find(({ now, table }) => now === null && object.startsWith(`${table}.`));
  if (gone !== undefined) throw goneWhole(gone, object);
  throw unknown(report, object);
}

/** A run that stopped early says nothing about any object, so no matcher may draw a conclusion from it. */
export function nothingCompared(report: Report): HarnessError {
  const errors = report.findings.filter(({ severity }) => severity === "error");
  const why = errors.map(({ code, message }) => `${code}: ${clean(message)}`);
  return unusable(
    "input/nothing-compared",
    `Nothing was compared${why.length === 0 ? ": the base has no tables" : `: ${why.join(" ")}`}`,
    errors[0]?.remedy ?? "Choose a candidate that runs on tables.",
  );
}

function goneWhole({ table }: ReportedTable, object: string): HarnessError {
  return unusable(
    "input/unknown-object",
    `The table ${clean(table)} is gone as a whole, and ${clean(object)} was not looked at by itself.`,
    `Ask about the table: expect(report).toLose(${JSON.stringify(table)}).`,
  );
}

function unknown(report: Report, object: string): HarnessError {
  const wantsColumn = object.split(".").length > 2;
  const names = report.survival.flatMap(({ table, columns }) => {
    const own = columns.map(({ column }) => `${table}.${column}`);
    return wantsColumn ? own : [table, ...own];
  });
  return unknownName("input/unknown-object", `table or column "${object}"`, object, names);
}

/** An error about a name that nothing bears, with those that come nearest to it. */
export function unknownName(code: string, what: string, name: string, known: readonly string[]): HarnessError {
  const near = known
    .map((candidate) => ({ candidate, likeness: likeness(name, candidate) }))
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, shownNames)
    .map(({ candidate }) => clean(candidate));
  return unusable(
    code,
    `There is no ${clean(what)} in the report. Near names: ${near.join(", ")}.`,
    "Write names as they are before the candidate: schema.table or schema.table.column, without quotes.",
  );
}

export function unusable(code: string, message: string, remedy: string): HarnessError {
  return new HarnessError({ kind: "input", code, step: "read a matcher", message, remedy });
}

/** Shared pairs of neighbouring characters over all pairs: 1 for the same text, 0 for nothing in common. */
function likeness(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return (2 * shared) / (left.size + right.size || 1);
}

function pairs(text: string): ReadonlySet<string> {
  const folded = text.toLowerCase();
  return new Set(Array.from({ length: Math.max(folded.length - 1, 0) }, (_, at) => folded.slice(at, at + 2)));
}
