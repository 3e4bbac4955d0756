import type { ActedOn, Action } from "../action.ts";
import { printed } from "../printed.ts";
import { visits } from "../scope.ts";
import { as, isTree, members, stringOf, type Tree, textOf } from "../tree.ts";
import { literalOf } from "../values.ts";
import { alone, relationOf } from "./named.ts";

type Insert = Extract<Action, { does: "insert" }>;

/** What a statement does to rows, also inside of WITH. */
export function changedRows(kind: string, node: Tree): readonly Action[] {
  return [...visits(kind, node)].flatMap((visit) => {
    const object = relationOf(visit.node.relation);
    return object === null ? [] : (readers[visit.kind]?.(object, visit.node, visit.scope?.derived) ?? []);
  });
}

type Derived = { has(name: string): boolean } | undefined;

const readers: Readonly<Record<string, (object: ActedOn, node: Tree, derived: Derived) => readonly Action[]>> = {
  DeleteStmt: (object, { whereClause }) => [changed("delete", object, [], whereClause)],
  UpdateStmt: (object, { targetList, whereClause }) => [changed("update", object, targets(targetList), whereClause)],
  InsertStmt: (object, node, derived) => [inserted(object, node, derived)],
  MergeStmt: (object, { mergeWhenClauses }) => members(mergeWhenClauses).flatMap((one) => merged(object, one)),
};

function changed(does: "delete" | "update", object: ActedOn, columns: readonly string[], where: unknown): Action {
  const shown = where === undefined ? null : printed(where);
  return { does, object, columns, chooses: where !== undefined && !isTrue(where), where: shown };
}

function targets(list: unknown): readonly string[] {
  return members(list).flatMap((target) => textOf(as("ResTarget", target)?.name) ?? []);
}

/** Whatever the row is: `true`, `1 = 1`, and what AND and OR make of them. */
function isTrue(condition: unknown): boolean {
  if (literalOf(condition) === "true") return true;
  const joined = as("BoolExpr", condition);
  const parts = members(joined?.args).map(isTrue);
  if (joined?.boolop === "OR_EXPR") return parts.includes(true);
  if (joined?.boolop === "AND_EXPR") return !parts.includes(false);
  const compared = as("A_Expr", condition);
  const left = literalOf(compared?.lexpr);
  return compared?.kind === "AEXPR_OP" && stringOf(members(compared.name).at(-1)) === "=" && left !== null
    ? left === literalOf(compared.rexpr)
    : false;
}

function inserted(object: ActedOn, node: Tree, derived: Derived): Insert {
  const select = as("SelectStmt", node.selectStmt);
  const from = sourceOf(select, new Map([...queriesOf(node), ...queriesOf(select)]), derived);
  return { does: "insert", object, columns: targets(node.cols), from };
}

/** What CREATE TABLE AS puts into the table that it makes: a copy only where it takes every row. */
export function copiedAs(object: ActedOn, columns: readonly string[], query: Tree | null): Insert {
  const chooses = ["distinctClause", "whereClause", "groupClause", "limitCount", "limitOffset"];
  const takesAll = query !== null && chooses.every((clause) => query[clause] === undefined);
  const from = takesAll ? sourceOf(query, new Map(queriesOf(query)), undefined) : null;
  return { does: "insert", object, columns, from };
}

/** The WITH queries of a statement by name. */
function queriesOf(node: Tree | null): readonly (readonly [string, unknown])[] {
  const { ctes } = isTree(node?.withClause) ? node.withClause : {};
  return members(ctes).flatMap((one) => {
    const query = as("CommonTableExpr", one);
    const name = textOf(query?.ctename);
    return name === null ? [] : [[name, query?.ctequery] as const];
  });
}

/** The one table whose rows a query gives: its own, or what a WITH query reads or returns. */
function sourceOf(select: Tree | null, queries: ReadonlyMap<string, unknown>, derived: Derived): ActedOn | null {
  const [source, ...others] = members(select?.fromClause);
  const only = others.length === 0 ? relationOf(as("RangeVar", source)) : null;
  if (only === null || only.schema !== null || !(derived?.has(only.name) || queries.has(only.name))) return only;
  const query = queries.get(only.name);
  const changed = as("DeleteStmt", query) ?? as("UpdateStmt", query);
  if (changed !== null) return relationOf(changed.relation);
  // One that reads itself ends here.
  const rest = new Map([...queries].filter(([name]) => name !== only.name));
  return sourceOf(as("SelectStmt", query), rest, { has: (name) => rest.has(name) || name === only.name });
}

function merged(object: ActedOn, value: unknown): readonly Action[] {
  const clause = as("MergeWhenClause", value);
  const columns = targets(clause?.targetList);
  switch (clause?.commandType) {
    case "CMD_DELETE":
    case "CMD_UPDATE":
      // The join chooses.
      return [
        {
          does: clause.commandType === "CMD_DELETE" ? "delete" : "update",
          object,
          columns,
          chooses: true,
          where: clause.condition === undefined ? null : printed(clause.condition),
        },
      ];
    case "CMD_INSERT":
      return [{ does: "insert", object, columns, from: null }];
    default:
      return [];
  }
}

/** COPY … FROM. */
export function copied({ relation, attlist, is_from }: Tree): readonly Action[] {
  const object = relationOf(relation);
  if (object === null || is_from !== true) return [];
  const columns = members(attlist).flatMap((column) => stringOf(column) ?? []);
  return [{ does: "insert", object, columns, from: null }];
}

export function truncated({ relations, behavior }: Tree): readonly Action[] {
  return members(relations).flatMap((range): readonly Action[] => {
    const object = relationOf(as("RangeVar", range));
    return object === null ? [] : [{ does: "truncate", object, cascade: behavior === "DROP_CASCADE" }];
  });
}

const rebuilds: Readonly<Record<string, Extract<Action, { does: "rebuild" }>["how"]>> = {
  ClusterStmt: "cluster",
  ReindexStmt: "reindex",
  RefreshMatViewStmt: "refresh",
};

/** What holds a table for as long as it takes to write or read all of it. */
export function rebuilt(kind: string, node: Tree): readonly Action[] {
  const has = (list: unknown, name: string) => members(list).some((one) => as("DefElem", one)?.defname === name);
  const how = rebuilds[kind];
  if (how !== undefined) {
    const whole = textOf(node.name);
    const object = relationOf(node.relation) ?? (whole === null ? null : alone(whole));
    return [
      { does: "rebuild", how, object, concurrently: node.concurrent === true || has(node.params, "concurrently") },
    ];
  }
  if (kind === "VacuumStmt" && !has(node.options, "full")) return [];
  const ranges = members(node.relations ?? node.rels).map(
    (one) => relationOf(as("RangeVar", one)) ?? relationOf(as("VacuumRelation", one)?.relation),
  );
  return (ranges.length === 0 ? [null] : ranges).map((object) => ({
    does: "rebuild",
    how: kind === "VacuumStmt" ? "vacuum full" : "lock",
    object,
    concurrently: false,
  }));
}
