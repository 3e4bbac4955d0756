import { as, isTree, members, nameOf, stringOf, type Tree, tableOf, textOf } from "../tree.ts";
import { isStar } from "../values.ts";
import { cast, nothing, substituted } from "./expressions.ts";
import { fillFrom } from "./inserts.ts";
import { type Cell, readingOf, sure, type Table, tableNamed, type World } from "./tables.ts";

/** Carries out one statement that changes tables and columns. */
export function changeShape(world: World, kind: string, node: Tree): void {
  if (kind === "CreateStmt") create(world, node);
  if (kind === "CreateTableAsStmt") createAs(world, node);
  if (kind === "DropStmt" && node.removeType === "OBJECT_TABLE") drop(world, node);
  const table = tableNamed(world, node.relation);
  if (table === null) return;
  if (kind === "RenameStmt") rename(table, node);
  if (kind === "AlterObjectSchemaStmt") table.schema = textOf(node.newschema) ?? table.schema;
  if (kind === "AlterTableStmt") {
    for (const command of members(node.cmds)) alter(table, as("AlterTableCmd", command));
  }
}

function made(range: unknown): Table | null {
  const named = tableOf(range);
  if (named === null) return null;
  return {
    schema: named.schema ?? "public",
    name: named.table,
    of: null,
    columns: new Map(),
    gone: null,
    empty: true,
  };
}

function create(world: World, node: Tree): void {
  const table = made(node.relation);
  if (table === null || tableNamed(world, node.relation) !== null) return;
  for (const element of members(node.tableElts)) {
    const definition = as("ColumnDef", element);
    const like = tableNamed(world, as("TableLikeClause", element)?.relation);
    for (const name of like?.columns.keys() ?? []) table.columns.set(name, sure(null));
    const name = textOf(definition?.colname);
    if (definition !== null && name !== null) table.columns.set(name, sure(initialOf(definition, table)));
  }
  world.tables.push(table);
}

function createAs(world: World, node: Tree): void {
  const into = isTree(node.into) ? node.into : {};
  const table = made(into.rel);
  const select = as("SelectStmt", node.query);
  if (table === null || select === null || tableNamed(world, into.rel) !== null) return;
  const source = tableNamed(world, as("RangeVar", members(select.fromClause)[0]));
  const given = members(into.colNames).flatMap((name) => stringOf(name) ?? []);
  const names = members(select.targetList).flatMap((item) => namesOf(as("ResTarget", item), source));
  const columns = names.map((name, place) => given[place] ?? name);
  table.columns = new Map(columns.map((name) => [name, sure(null)]));
  world.tables.push(table);
  if (into.skipData !== true) fillFrom(world, table, columns, select);
}

/** What a query calls its columns: one name, or all of its table's for a star. */
function namesOf(target: Tree | null, source: Table | null): readonly string[] {
  if (isStar(target?.val)) return [...(source?.columns.keys() ?? [])];
  const own = nameOf(as("ColumnRef", target?.val)?.fields)?.name;
  return [textOf(target?.name) ?? own ?? nameOf(as("FuncCall", target?.val)?.funcname)?.name ?? "?column?"];
}

function drop(world: World, node: Tree): void {
  for (const item of members(node.objects)) {
    const name = nameOf(item);
    const relation = { relname: name?.name, schemaname: name?.schema ?? undefined };
    const table = tableNamed(world, relation);
    if (table !== null) world.tables.splice(world.tables.indexOf(table), 1);
  }
}

function rename(table: Table, node: Tree): void {
  const to = textOf(node.newname);
  const from = textOf(node.subname);
  if (to === null) return;
  if (node.renameType === "OBJECT_TABLE") table.name = to;
  if (node.renameType !== "OBJECT_COLUMN" || from === null) return;
  table.columns = new Map([...table.columns].map(([name, cell]) => [name === from ? to : name, cell]));
}

function alter(table: Table, command: Tree | null): void {
  const definition = as("ColumnDef", command?.def);
  const name = textOf(command?.name) ?? textOf(definition?.colname);
  if (command === null || name === null) return;
  if (command.subtype === "AT_DropColumn") table.columns.delete(name);
  if (definition === null) return;
  if (command.subtype === "AT_AddColumn" && !table.columns.has(name)) {
    table.columns.set(name, sure(initialOf(definition, table)));
  }
  if (command.subtype === "AT_AlterColumnType") table.columns.set(name, retyped(table, name, definition));
}

function retyped(table: Table, name: string, { raw_default: using, typeName }: Tree): Cell {
  const old = table.columns.get(name)?.holds ?? null;
  if (using !== undefined) {
    // It reads what is there by then, whatever the statements before it read.
    const now = new Map([...table.columns].map(([key, { holds }]) => [key, sure(holds)]));
    return sure(substituted(using, readingOf({ ...table, columns: now }, null)));
  }
  return sure(old === null ? null : cast(old, typeName));
}

/** What a new column holds in rows that are there; null where each row has its own value. */
function initialOf({ constraints, typeName }: Tree, table: Table): Tree | null {
  for (const item of members(constraints)) {
    const constraint = as("Constraint", item);
    if (constraint?.contype === "CONSTR_IDENTITY") return null;
    if (constraint?.contype === "CONSTR_GENERATED") return substituted(constraint.raw_expr, readingOf(table, null));
    if (constraint?.contype === "CONSTR_DEFAULT") {
      const value = substituted(constraint.raw_expr, () => null);
      return value === null ? null : cast(value, typeName);
    }
  }
  return nothing;
}
