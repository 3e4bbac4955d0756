import { as, isTree, members, stringOf, type Tree, wrapped } from "../tree.ts";
import { either, query, substituted, when, yes } from "./expressions.ts";
import { insert } from "./inserts.ts";
import { assignments } from "./sets.ts";
import {
  aliasOf,
  type Cell,
  readingFromWithin,
  readingOf,
  sure,
  type Table,
  tableNamed,
  type World,
} from "./tables.ts";

/** Carries out one statement that changes rows; also those inside of WITH. */
export function changeRows(world: World, kind: string, node: Tree): void {
  for (const part of members(isTree(node.withClause) ? node.withClause.ctes : [])) {
    const inner = as("CommonTableExpr", part)?.ctequery;
    for (const [name, body] of wrapped(inner)) changeRows(world, name, body);
  }
  if (kind === "UpdateStmt") update(world, node);
  if (kind === "DeleteStmt") remove(world, node);
  if (kind === "InsertStmt") insert(world, node);
  if (kind === "TruncateStmt") {
    for (const relation of members(node.relations)) {
      const table = tableNamed(world, as("RangeVar", relation));
      if (table !== null) table.gone = yes;
    }
  }
}

/** The columns of the tables that a statement reads beside its own, as far as they are known. */
function othersOf(world: World, clause: unknown): ReadonlySet<string> {
  return new Set(
    members(clause).flatMap((item) => [...(tableNamed(world, as("RangeVar", item))?.columns.keys() ?? [])]),
  );
}

function update(world: World, node: Tree): void {
  const table = tableNamed(world, node.relation);
  if (table === null) return;
  const alias = aliasOf(node.relation);
  const from = node.fromClause;
  const reading = from === undefined ? readingOf(table, alias) : readingFromWithin(table, alias, othersOf(world, from));
  const read = (part: unknown): Tree | null => substituted(part, reading);
  const chosen = node.whereClause === undefined ? null : read(node.whereClause);
  const isKnown = node.withClause === undefined && (node.whereClause === undefined || chosen !== null);
  if (from !== undefined) copyOfUpdate(world, table, node);
  const changes = assignments(node.targetList).map(({ name, value }): [string, Cell] => {
    const old = table.columns.get(name) ?? sure(null);
    const given = isKnown && value !== null ? read(value) : null;
    if (given === null || old.holds === null) return [name, sure(null)];
    const holds =
      from === undefined
        ? when(chosen, given, old.holds)
        : when(query(null, from, chosen), query(given, from, chosen), old.holds);
    return [name, { holds, read: world.apart ? old.read : holds }];
  });
  // All of them read the row as it was before the statement.
  for (const [name, cell] of changes) table.columns.set(name, cell);
}

function remove(world: World, node: Tree): void {
  const table = tableNamed(world, node.relation);
  if (table === null) return;
  const alias = aliasOf(node.relation);
  const using = node.usingClause;
  const reading =
    using === undefined ? readingOf(table, alias) : readingFromWithin(table, alias, othersOf(world, using));
  const where = node.whereClause === undefined ? null : substituted(node.whereClause, reading);
  if (node.whereClause !== undefined && where === null) return;
  table.gone = either(table.gone, using === undefined ? (where ?? yes) : query(null, using, where));
}

/** `UPDATE t SET c = s.x FROM s WHERE s.id = t.s_id`: rows of t have something of the rows of s now. */
function copyOfUpdate(world: World, table: Table, node: Tree): void {
  const [item, ...more] = members(node.fromClause);
  const range = as("RangeVar", item);
  const source = tableNamed(world, range);
  if (source === null || source.of === null || more.length > 0) return;
  const reading = readingOf(source, aliasOf(range));
  const target = readingOf(table, aliasOf(node.relation));
  const columns = new Map<string, Tree>();
  const by: string[] = [];
  for (const condition of conditionsOf(node.whereClause)) {
    const compared = as("A_Expr", condition);
    if (compared?.kind !== "AEXPR_OP" || stringOf(members(compared.name)[0]) !== "=") continue;
    const sides = [compared.lexpr, compared.rexpr];
    for (const [place, side] of sides.entries()) {
      const name = nameIn(side, table, aliasOf(node.relation));
      const value = substituted(sides[1 - place], reading);
      if (name === null || value === null || substituted(side, target) === null) continue;
      columns.set(name, value);
      by.push(name);
      break;
    }
  }
  for (const { name, value } of assignments(node.targetList)) {
    const given = value === null ? null : substituted(value, reading);
    if (given !== null) columns.set(name, given);
  }
  world.copies.push({ from: source.of, to: table, columns, by });
}

function conditionsOf(where: unknown): readonly unknown[] {
  const joined = as("BoolExpr", where);
  return joined?.boolop === "AND_EXPR" ? members(joined.args).flatMap(conditionsOf) : [where];
}

/** The column of the table that an operand is; null where it is none, or may be another table's. */
function nameIn(operand: unknown, { name, columns }: Table, alias: string | null): string | null {
  const parts = members(as("ColumnRef", operand)?.fields).flatMap((part) => stringOf(part) ?? []);
  const column = parts.at(-1);
  if (parts.length < 2 || column === undefined || !columns.has(column)) return null;
  return parts.at(-2) === (alias ?? name) ? column : null;
}
