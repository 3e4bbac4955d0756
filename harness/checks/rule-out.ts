import type { CandidateFailure, Evidence, RowsInTheWay } from "../model/evidence.ts";
import { nameOf, wish } from "./check.ts";

/** How a config says that production cannot hold the values on which a statement failed: a sentence; empty where it has them. */
export function ruleOut(
  evidence: Pick<Evidence, "before" | "wishes">,
  { failure, statement, rows }: CandidateFailure,
): string {
  const { wishes } = evidence;
  if (wishes === null) return "";
  const seeded = "The rows in the way were seeded: if production cannot hold such a value";
  const keys = failure.sqlstate === "23505" || failure.sqlstate === "23503";
  const lines = keys ? [] : (ofRows(evidence, rows, failure.sqlstate) ?? ofTypes(evidence, statement?.sql ?? ""));
  if (lines.length === 0) return `${seeded}, a constraint that says so keeps it out of both.`;
  return `${seeded}, rule it out in ${wishes.source}: ${wish(wishes, `never: { ${lines.join(", ")} }`)}.`;
}

/** The column that the rows in the way name, with the values that they show; null where they name none. */
function ofRows({ before }: Pick<Evidence, "before">, rows: RowsInTheWay | null, sqlstate: string): string[] | null {
  if (rows === null) return null;
  const relation = before.catalog.relations.find((one) => nameOf(one) === nameOf({ ...rows, name: rows.table }));
  // The candidate may have made or renamed it, and a rule is about what stood before.
  if (!relation?.columns.some(({ name }) => name === rows.column)) return null;
  const values = sqlstate === "23502" ? ["null"] : [...new Set(rows.examples.flatMap(valueIn))].map(quoted);
  return values.length === 0 ? null : [`${quoted(`${nameOf(relation)}.${rows.column}`)}: [${values.join(", ")}]`];
}

// Examples are cut at this length: a part of a value rules nothing out.
const cut = 200;

/** The value of an example, "key=value: offending value". */
function valueIn(example: string): readonly string[] {
  const at = example.startsWith("(") ? example.lastIndexOf(": ") : example.indexOf(": ");
  return at < 0 || example.length >= cut ? [] : [example.slice(at + 2)];
}

const extremes: Readonly<Record<string, string>> = {
  numeric: '["NaN", "Infinity", "-Infinity"]',
  real: '["NaN", "Infinity", "-Infinity"]',
  "double precision": '["NaN", "Infinity", "-Infinity"]',
  date: "[/infinity|BC|^\\d{5}/]",
  "timestamp without time zone": "[/infinity|BC|^\\d{5}/]",
  "timestamp with time zone": "[/infinity|BC|^\\d{5}/]",
  interval: "[/infinity|\\d{6} years/]",
  smallint: '["32767", "-32768"]',
  integer: '["2147483647", "-2147483648"]',
  bigint: '["9223372036854775807", "-9223372036854775808"]',
};
// Of two dimensions, or not counted from 1.
const oddArrays = "[/^(\\{\\{|\\[)/]";

/** The columns that a statement names and whose types have extreme values. */
function ofTypes({ before }: Pick<Evidence, "before">, sql: string): string[] {
  const words = new Set(sql.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []);
  return before.catalog.relations
    .filter(({ kind, name }) => (kind === "r" || kind === "p") && words.has(name))
    .flatMap((relation) =>
      relation.columns.flatMap(({ name, type }) => {
        const values = type.endsWith("[]") ? oddArrays : extremes[type.replace(/\(\d+(,-?\d+)?\)/, "")];
        return values === undefined || !words.has(name) ? [] : [`${quoted(`${nameOf(relation)}.${name}`)}: ${values}`];
      }),
    );
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
