import { columnsIn } from "../scope.ts";
import { as, isTree, members, type Tree, textOf } from "../tree.ts";
import { isStar } from "../values.ts";
import { both, column, either, equal, isNotTrue, nothing, substituted, when } from "./expressions.ts";
import { assignments } from "./sets.ts";
import { aliasOf, readingOf, sure, type Table, tableNamed, type World } from "./tables.ts";

/** Carries out an INSERT; `INSERT … SELECT` may make a table hold another one's rows. */
export function insert(world: World, node: Tree): void {
  const table = tableNamed(world, node.relation);
  const select = as("SelectStmt", node.selectStmt);
  if (table === null) return;
  const named = members(node.cols).flatMap((item) => textOf(as("ResTarget", item)?.name) ?? []);
  const columns = named.length > 0 ? named : [...table.columns.keys()];
  if (isTree(node.onConflictClause)) overwrite(table, columns, select, node.onConflictClause);
  if (select !== null) fillFrom(world, table, columns, select);
}

/** `INSERT INTO table (columns) SELECT … FROM one table`; other queries leave rows that are not known. */
export function fillFrom(world: World, table: Table, columns: readonly string[], select: Tree): void {
  const wasEmpty = table.empty;
  table.empty = false;
  const [item, ...more] = members(select.fromClause);
  const range = as("RangeVar", item);
  const source = tableNamed(world, range);
  const plain = ["groupClause", "distinctClause", "limitCount", "havingClause", "withClause"];
  if (source?.of == null || more.length > 0 || plain.some((key) => select[key] !== undefined)) {
    if (!wasEmpty) return;
    table.columns = new Map([...table.columns.keys()].map((name) => [name, sure(null)]));
    return;
  }
  const reading = readingOf(source, aliasOf(range));
  const values = valuesOf(select, source).map((value) => substituted(value, reading));
  const given = new Map(columns.map((name, place) => [name, values[place] ?? null]));
  const known = [...given].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  world.copies.push({ from: source.of, to: table, columns: new Map(known), by: [] });
  if (!wasEmpty) return;
  table.of = source.of;
  table.columns = new Map(
    [...table.columns].map(([name, cell]) => [name, given.has(name) ? sure(given.get(name) ?? null) : cell]),
  );
  const where = select.whereClause === undefined ? null : substituted(select.whereClause, reading);
  table.gone = where === null ? source.gone : either(source.gone, isNotTrue(where));
}

function valuesOf(select: Tree, source: Table): readonly unknown[] {
  return members(select.targetList).flatMap((item) => {
    const value = as("ResTarget", item)?.val;
    return isStar(value) ? [...source.columns.keys()].map((name) => column(name)) : [value];
  });
}

/** `INSERT … VALUES … ON CONFLICT (key) DO UPDATE SET …`: the rows of these keys have other values. */
function overwrite(table: Table, columns: readonly string[], select: Tree | null, clause: Tree): void {
  if (clause.action !== "ONCONFLICT_UPDATE") return;
  const arbiter = isTree(clause.infer) ? clause.infer.indexElems : [];
  const key = members(arbiter).flatMap((item) => textOf(as("IndexElem", item)?.name) ?? []);
  const rows = members(select?.valuesLists).map(members);
  for (const { name, value } of assignments(clause.targetList)) {
    let holds = table.columns.get(name)?.holds ?? null;
    if (rows.length === 0 || key.length === 0 || clause.whereClause !== undefined) holds = null;
    for (const row of rows) {
      const written = (name: string) => row[columns.indexOf(name)] ?? nothing;
      const read = substituted(value, (parts, isNested) => {
        if (parts.length !== 2 || parts[0] !== "excluded") return readingOf(table, null)(parts, isNested);
        const given = written(parts[1] ?? "");
        return isTree(given) && columnsIn(given).size === 0 ? given : null;
      });
      const met = key.map((name) => {
        const [old, given] = [table.columns.get(name)?.holds ?? null, written(name)];
        return old === null || !isTree(given) ? null : equal(old, given);
      });
      const found = met.filter((one) => one !== null);
      holds = holds === null || read === null || found.length < met.length ? null : when(both(found), read, holds);
    }
    table.columns.set(name, sure(holds));
  }
}
