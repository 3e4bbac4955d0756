import { visits } from "./scope.ts";
import { syntaxProblem } from "./syntax.ts";
import { as, isTree, members, parseSql, stringOf, type Tree } from "./tree.ts";

/** Why a text is not one SQL expression, in words that follow its name; null where it is one. */
export async function expressionProblem(text: string): Promise<string | null> {
  if (text.includes("\0")) return "holds a NUL, which ends a text for PostgreSQL";
  // In brackets alone "a), (b" would pass, and without them "a from t".
  for (const query of [`select ${text}`, `select (${text})`]) {
    const problem = await syntaxProblem(query);
    if (problem !== null) return `is not an SQL expression: ${problem.message}`;
    const parsed = await parseSql(query);
    if (parsed === null) return "is more than the parser has room for";
    if (parsed.length !== 1 || !isOneValue(parsed[0]?.node))
      return "is to be one SQL expression by itself, without FROM or AS";
  }
  return null;
}

/** `select <expression>`, and nothing else. */
function isOneValue(select: Tree | undefined): boolean {
  if (!isTree(select) || select.op !== "SETOP_NONE") return false;
  const [target, ...more] = members(select.targetList);
  const other = Object.keys(select).filter((key) => !["targetList", "op", "limitOption"].includes(key));
  const value = as("ResTarget", target);
  return more.length === 0 && other.length === 0 && value !== null && value.name === undefined;
}

/** Whether an expression over a row of a table reads that column, by its name or as a part of the whole row. */
export async function readsColumn(text: string, table: string, column: string): Promise<boolean> {
  const parsed = (await parseSql(`select ${text}`)) ?? [];
  const read = parsed.flatMap(({ kind, node }) =>
    [...visits(kind, node)].filter((visit) => visit.kind === "ColumnRef"),
  );
  return read.some(({ node }) => {
    const name = stringOf(members(node.fields).at(-1));
    // Not a name, but "*".
    return name === null || name === column || name === table;
  });
}
