import { type Made, named, type Relation, type Step } from "./step.ts";
import { as, isTree, members, stringOf, type Tree, tableOf, textOf } from "./tree.ts";

/** The columns or attributes that definitions name. */
export function columnsOf(definitions: unknown): readonly string[] {
  return members(definitions).flatMap((definition) => textOf(as("ColumnDef", definition)?.colname) ?? []);
}

export function madeTable(range: unknown, columns: readonly string[], inside: string | null = null): readonly Step[] {
  const found = tableOf(range);
  if (found === null) return [];
  const relation = { ...found, schema: found.schema ?? inside };
  const temporary = isTree(range) && range.relpersistence === "t";
  const objects = [named("table", relation), ...columns.map((column) => named("column", relation, column))];
  return objects.map((object) => ({ does: "make", object: { ...object, temporary } }));
}

export function madeInto(into: unknown, query: Tree | null): readonly Step[] {
  if (!isTree(into)) return [];
  const given = members(into.colNames).map(stringOf);
  const columns = members(query?.targetList).flatMap((target, place) => {
    const result = as("ResTarget", target);
    const fields = members(as("ColumnRef", result?.val)?.fields);
    return given[place] ?? textOf(result?.name) ?? stringOf(fields.at(-1)) ?? [];
  });
  return madeTable(into.rel, columns);
}

export function madeSchema(node: Tree): readonly Step[] {
  const role = isTree(node.authrole) ? textOf(node.authrole.rolename) : null;
  const schema = textOf(node.schemaname) ?? role;
  if (schema === null) return [];
  const object: Made = { kind: "schema", schema: null, name: schema, column: null, temporary: false };
  const tables = members(node.schemaElts).map((element) => as("CreateStmt", element));
  return [
    { does: "make", object },
    ...tables.flatMap((table) => madeTable(table?.relation, columnsOf(table?.tableElts), schema)),
  ];
}

export function madeType(relation: Relation, attributes: readonly string[]): readonly Step[] {
  if (relation === null) return [];
  const objects = [named("type", relation), ...attributes.map((one) => named("attribute", relation, one))];
  return objects.map((object) => ({ does: "make", object: { ...object, temporary: false } }));
}
