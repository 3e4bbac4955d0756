import { arrayPairs, elementPairs, insidePairs, pathPairs } from "./inside-pairs.ts";
import type { Literal } from "./literal.ts";
import { inside, type Visit } from "./scope.ts";
import { as, isTree, members, nameOf, stringOf, type Tree } from "./tree.ts";
import { constantNode, rowsOf } from "./values.ts";

export type Operator = Exclude<Literal["operator"], "insert" | "type">;

/** Two sides that a node compares; the column may stand on either one. */
export interface Pair {
  readonly left: unknown;
  readonly right: unknown;
  readonly operator: Operator;
  /** Where the right side's names belong, if not where the node stands. */
  readonly rightScope?: Visit["scope"];
}

/** What this very node, not those below it, compares. */
export function pairsOf({ kind, node, scope }: Visit): readonly Pair[] {
  switch (kind) {
    case "A_Expr":
      return expressionPairs(node);
    case "CaseExpr":
      return casePairs(node);
    case "SubLink":
      return memberPairs(node, scope);
    case "FuncCall":
      return callPairs(node);
    case "NullTest":
      return placePairs(node);
    default:
      return [];
  }
}

const truths: ReadonlySet<string> = new Set(["starts_with", "regexp_like"]);
const searches: ReadonlySet<string> = new Set(["array_remove", "array_replace", "array_position", "array_positions"]);

function callPairs(node: Tree): readonly Pair[] {
  const name = nameOf(node.funcname)?.name ?? "";
  // A boolean by itself: it stands for its own comparison with true.
  if (truths.has(name)) return [{ left: { FuncCall: node }, right: constantNode("true"), operator: "=" }];
  const [whole, part] = members(node.args);
  if (/^jsonb_path_(exists|match)(_tz)?$/.test(name)) return pathPairs(whole, part);
  return searches.has(name) ? elementPairs(part, whole) : [];
}

/** `doc ->> 'k' is not null` asks that something stands there. */
function placePairs({ arg, nulltesttype }: Tree): readonly Pair[] {
  const place = stringOf(members(as("A_Expr", arg)?.name).at(-1)) ?? "";
  if (nulltesttype !== "IS_NOT_NULL" || !/^(->|#>)>?$/.test(place)) return [];
  return [{ left: arg, right: constantNode(place.endsWith(">>") ? "some" : '"some"'), operator: "=" }];
}

function expressionPairs(node: Visit["node"]): readonly Pair[] {
  const { lexpr: left, rexpr: right } = node;
  const operator = operatorOf(stringOf(members(node.name).at(-1)));
  switch (node.kind) {
    case "AEXPR_OP":
      return operator === null ? insidePairs(node) : rowPairs(left, right, operator);
    case "AEXPR_IN":
      return members(right).flatMap((item) => rowPairs(left, item, "in"));
    case "AEXPR_OP_ANY":
    case "AEXPR_OP_ALL":
      return operator === null ? [] : arrayPairs(left, right, operator === "=" || operator === "<>" ? "in" : operator);
    case "AEXPR_DISTINCT":
      return [{ left, right, operator: "<>" }];
    case "AEXPR_NOT_DISTINCT":
    case "AEXPR_NULLIF":
      return [{ left, right, operator: "=" }];
    case "AEXPR_LIKE":
    case "AEXPR_ILIKE":
      return [{ left, right, operator: "like" }];
    case "AEXPR_BETWEEN":
    case "AEXPR_NOT_BETWEEN":
    case "AEXPR_BETWEEN_SYM":
    case "AEXPR_NOT_BETWEEN_SYM":
      return members(right).map((bound, index) => ({ left, right: bound, operator: index === 0 ? ">=" : "<=" }));
    default:
      return [];
  }
}

function operatorOf(name: string | null): Operator | null {
  switch (name) {
    case "=":
    case "<>":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return name;
    case "~~":
    case "~~*":
    case "!~~":
    case "!~~*":
      return "like";
    case "~":
    case "~*":
    case "!~":
    case "!~*":
      return "regex";
    default:
      return null;
  }
}

/** `(a, b) = (1, 2)` compares part by part. */
function rowPairs(left: unknown, right: unknown, operator: Operator): readonly Pair[] {
  const [lefts, rights] = [as("RowExpr", left), as("RowExpr", right)];
  if (lefts === null || rights === null) return [{ left, right, operator }];
  const others = members(rights.args);
  return members(lefts.args).map((part, index) => ({ left: part, right: others[index], operator }));
}

/** `IN (VALUES …)`, `IN (SELECT …)`: the rows that the query writes out. */
function memberPairs(node: Tree, scope: Visit["scope"]): readonly Pair[] {
  const select = as("SelectStmt", node.subselect);
  if (select === null || !isTree(node.testexpr)) return [];
  const rightScope = inside("SelectStmt", select, scope);
  return rowsOf(select).flatMap((row) => {
    const right = row.length === 1 ? row[0] : { RowExpr: { args: row } };
    return rowPairs(node.testexpr, right, "in").map((pair) => ({ ...pair, rightScope }));
  });
}

function casePairs(node: Visit["node"]): readonly Pair[] {
  if (node.arg === undefined) return [];
  return members(node.args).map((when) => ({ left: node.arg, right: as("CaseWhen", when)?.expr, operator: "=" }));
}
