import { printed } from "../printed.ts";
import { as, isTree, members, parseSql, stringOf, type Tree } from "../tree.ts";

/** What a name in an expression stands for; undefined where it is left as it is, null where that is not known. */
export type Lookup = (parts: readonly string[], isNested: boolean) => Tree | null | undefined;

/** Expressions larger than this say nothing to people; each UPDATE of a column may double one. */
const mostNodes = 4000;

/** An expression in which names stand for what they stood for; null where one of them is not known. */
export function substituted(value: unknown, lookup: Lookup): Tree | null {
  let nodes = 0;
  const found = walk(value, false);
  return isTree(found) ? found : null;

  function walk(part: unknown, isNested: boolean): unknown {
    nodes += 1;
    if (nodes > mostNodes) return null;
    if (Array.isArray(part)) return all(part.map((item) => walk(item, isNested)));
    if (!isTree(part)) return part;
    const reference = as("ColumnRef", part);
    if (reference !== null) return named(part, reference, isNested);
    const entries = Object.entries(part).map(([key, inner]) => {
      return [key, walk(inner, isNested || key === "subselect")] as const;
    });
    return entries.some(([, inner]) => inner === null) ? null : Object.fromEntries(entries);
  }

  function named(part: Tree, { fields }: Tree, isNested: boolean): Tree | null {
    const parts = members(fields).map(stringOf);
    const known = parts.flatMap((one) => one ?? []);
    if (known.length !== parts.length) return isNested ? part : null;
    const meant = lookup(known, isNested);
    nodes += meant == null ? 0 : sizeOf(meant);
    return nodes > mostNodes ? null : meant === undefined ? part : meant;
  }
}

function all(items: readonly unknown[]): readonly unknown[] | null {
  return items.includes(null) ? null : items;
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + sizeOf(item), 1);
  return isTree(value) ? Object.values(value).reduce((sum: number, item) => sum + sizeOf(item), 1) : 1;
}

/** Nobody reads more than this of one expression. */
const longest = 4000;

/** SQL that the parser reads as the same tree; null where the printer cannot say it, or says too much. */
export async function sqlOf(tree: Tree): Promise<string | null> {
  const text = printed(tree);
  if (text.length > longest) return null;
  const [only, ...more] = (await parseSql(`select (${text})`)) ?? [];
  const read = as("ResTarget", members(only?.node.targetList)[0])?.val;
  return more.length === 0 && bare(read) === bare(tree) ? text : null;
}

/** A tree without the places that its parts have in a text. */
function bare(tree: unknown): string {
  return JSON.stringify(tree, (key, value: unknown) =>
    /location$|list_(?:start|end)$|^stmt_len$/.test(key) ? undefined : value,
  );
}

export function isSame(one: Tree | null, other: Tree | null): boolean {
  return one !== null && other !== null && bare(one) === bare(other);
}

export function column(...parts: readonly string[]): Tree {
  return { ColumnRef: { fields: parts.map((sval) => ({ String: { sval } })) } };
}

export const yes: Tree = { A_Const: { boolval: { boolval: true } } };
export const nothing: Tree = { A_Const: { isnull: true } };

export function either(one: Tree | null, other: Tree): Tree {
  if (one === null) return other;
  const joined = as("BoolExpr", one);
  const parts = joined?.boolop === "OR_EXPR" ? members(joined.args) : [one];
  return { BoolExpr: { boolop: "OR_EXPR", args: [...parts, other] } };
}

export function both(parts: readonly Tree[]): Tree {
  const [only, ...more] = parts;
  return only !== undefined && more.length === 0 ? only : { BoolExpr: { boolop: "AND_EXPR", args: parts } };
}

export function isNotTrue(arg: Tree): Tree {
  return { BooleanTest: { arg, booltesttype: "IS_NOT_TRUE" } };
}

export function equal(lexpr: Tree, rexpr: Tree): Tree {
  return { A_Expr: { kind: "AEXPR_OP", name: [{ String: { sval: "=" } }], lexpr, rexpr } };
}

export function cast(arg: Tree, typeName: unknown): Tree {
  return { TypeCast: { arg, typeName } };
}

/** `CASE WHEN … THEN value ELSE otherwise END`; without a condition the value alone. */
export function when(condition: Tree | null, value: Tree, otherwise: Tree): Tree {
  if (condition === null) return value;
  const branch = { CaseWhen: { expr: condition, result: value } };
  const other = as("CaseExpr", otherwise);
  if (other === null || other.arg !== undefined || other.defresult === undefined) {
    return { CaseExpr: { args: [branch], defresult: otherwise } };
  }
  return { CaseExpr: { args: [branch, ...members(other.args)], defresult: other.defresult } };
}

/** `(SELECT value FROM … WHERE …)` or, without a value, whether there is such a row. */
export function query(value: Tree | null, fromClause: unknown, whereClause: Tree | null): Tree {
  const target = { ResTarget: { val: value ?? { A_Const: { ival: { ival: 1 } } } } };
  const select = {
    targetList: [target],
    fromClause,
    ...(whereClause === null ? {} : { whereClause }),
    limitOption: "LIMIT_OPTION_DEFAULT",
    op: "SETOP_NONE",
  };
  const subLinkType = value === null ? "EXISTS_SUBLINK" : "EXPR_SUBLINK";
  return { SubLink: { subLinkType, subselect: { SelectStmt: select } } };
}
