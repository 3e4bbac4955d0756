import type { Column } from "../model/catalog.ts";
import type { CandidateFailure, Evidence, RowsInTheWay } from "../model/evidence.ts";
import { literally } from "../text/literally.ts";
import { nameOf } from "./check.ts";
import { ownValues, wish } from "./wishes.ts";

type Known = Pick<Evidence, "before" | "wishes">;

/** How a config says that production cannot hold the values on which a statement failed: a sentence; empty where it has them. */
export function ruleOut(evidence: Known, of: CandidateFailure): string {
  const { wishes } = evidence;
  if (wishes === null) return "";
  const seeded = "The rows in the way were seeded: if production cannot hold such a value";
  const { sqlstate } = of.failure;
  const isKey = sqlstate === "23505" || sqlstate === "23503";
  const blamed = isKey ? null : columnInTheWay(evidence, of.rows);
  if (blamed !== null && isMoreThanShown(blamed, of)) {
    const { name, type } = blamed.column;
    return `${seeded}, say in ${wishes.source} what it holds: ${ownValues(wishes, blamed.table, name, type)}.`;
  }
  const rules = blamed === null ? [] : rulesFor(blamed, of);
  const ofColumn = blamed === null || rules.length === 0 ? [] : [ruled(blamed.table, blamed.column.name, rules)];
  const lines = isKey || ofColumn.length > 0 ? ofColumn : ofTypes(evidence, of.statement?.sql ?? "");
  if (lines.length === 0) return `${seeded}, a constraint that says so keeps it out of both.`;
  return `${seeded}, rule it out in ${wishes.source}: ${wish(wishes, `never: { ${lines.join(", ")} }`)}.`;
}

interface Blamed {
  readonly table: string;
  readonly column: Column;
  readonly rows: RowsInTheWay;
}

/** The column that the rows in the way name; null where there is none, or the candidate made or renamed it: a rule is about what stood before. */
function columnInTheWay({ before }: Known, rows: RowsInTheWay | null): Blamed | null {
  const table = rows === null ? "" : nameOf({ ...rows, name: rows.table });
  const relation = before.catalog.relations.find((one) => nameOf(one) === table);
  const column = relation?.columns.find(({ name }) => name === rows?.column);
  return rows === null || column === undefined ? null : { table, column, rows };
}

/** Whether other values than those that are shown stand in the way, too, or one of these is not shown whole. */
function isMoreThanShown({ column, rows: { count, examples } }: Blamed, of: CandidateFailure): boolean {
  if (ruleForAll(column, of) !== null) return false;
  const values = examples.flatMap(valueIn);
  // Where none of the values that are shown repeats another, each of the rows has one of its own.
  const isEachOther = new Set(values).size === examples.length;
  return examples.some(isCut) || (count !== null && count > examples.length && isEachOther);
}

/** As a config writes them. */
function rulesFor({ column, rows }: Blamed, of: CandidateFailure): readonly string[] {
  const all = ruleForAll(column, of);
  return all === null ? [...new Set(rows.examples.flatMap(valueIn))].map(quoted) : [all];
}

function ruleForAll(column: Column, of: CandidateFailure): string | null {
  return of.failure.sqlstate === "23502" ? "null" : tooLong(column, of);
}

/** By their length, all texts that a shorter type refuses. PostgreSQL counts characters, and cuts blanks off the end in silence. */
function tooLong({ name, type }: Column, { failure, statement }: CandidateFailure): string | null {
  const length = /^value too long for type character(?: varying)?\((\d+)\)$/.exec(failure.message)?.[1];
  const isText = /^(text|citext|character( varying)?(\(\d+\))?)$/.test(type);
  if (failure.sqlstate !== "22001" || length === undefined || !isText) return null;
  const sql = statement?.sql ?? "";
  // A statement may shorten several columns, and the server speaks of one of them.
  const own = new RegExp(`${literally(name)}"?\\s+(set\\s+data\\s+)?type\\s+[\\w\\s]+\\(${length}\\)`, "i");
  // What USING computes may be longer or shorter.
  if (!own.test(sql) || /\busing\b/i.test(sql)) return null;
  return `/^.{${length},}[^ ]/su`;
}

/** A part of a value rules nothing out. */
function isCut(example: string): boolean {
  return example.length >= 200;
}

/** The value of an example, "key=value: offending value". */
function valueIn(example: string): readonly string[] {
  const at = example.startsWith("(") ? example.lastIndexOf(": ") : example.indexOf(": ");
  return at < 0 ? [] : [example.slice(at + 2)];
}

function ruled(table: string, column: string, rules: readonly string[]): string {
  return `${quoted(`${table}.${column}`)}: [${rules.join(", ")}]`;
}

const extremes: Readonly<Record<string, readonly string[]>> = {
  numeric: ['"NaN"', '"Infinity"', '"-Infinity"'],
  real: ['"NaN"', '"Infinity"', '"-Infinity"'],
  "double precision": ['"NaN"', '"Infinity"', '"-Infinity"'],
  date: ["/infinity|BC|^\\d{5}/"],
  "timestamp without time zone": ["/infinity|BC|^\\d{5}/"],
  "timestamp with time zone": ["/infinity|BC|^\\d{5}/"],
  interval: ["/infinity|\\d{6} years/"],
  smallint: ['"32767"', '"-32768"'],
  integer: ['"2147483647"', '"-2147483648"'],
  bigint: ['"9223372036854775807"', '"-9223372036854775808"'],
};
// Of two dimensions, or not counted from 1.
const oddArrays = ["/^(\\{\\{|\\[)/"];

/** The columns that a statement names and whose types have extreme values. */
function ofTypes({ before }: Pick<Evidence, "before">, sql: string): string[] {
  const words = new Set(sql.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []);
  return before.catalog.relations
    .filter(({ kind, name }) => (kind === "r" || kind === "p") && words.has(name))
    .flatMap((relation) =>
      relation.columns.flatMap(({ name, type }) => {
        const values = type.endsWith("[]") ? oddArrays : extremes[type.replace(/\(\d+(,-?\d+)?\)/, "")];
        return values === undefined || !words.has(name) ? [] : [ruled(nameOf(relation), name, values)];
      }),
    );
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
