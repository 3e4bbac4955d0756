import { columnsOf, madeInto, madeSchema, madeTable, madeType } from "./makes.ts";
import { visits } from "./scope.ts";
import { type Named, named, type Relation, type Step } from "./step.ts";
import { as, isTree, members, nameOf, stringOf, type Tree, tableOf, textOf } from "./tree.ts";
import { literalOf } from "./values.ts";

/** What one parsed statement does, in its own order; what runs inside of it is not looked into. */
export function stepsOf(kind: string, node: Tree): readonly Step[] {
  return [...(readers[kind]?.(node) ?? []), ...(changesRows.has(kind) ? emptied(kind, node) : [])];
}

const changesRows = new Set(["SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "CreateTableAsStmt"]);

const readers: Readonly<Record<string, (node: Tree) => readonly Step[]>> = {
  DropStmt: dropped,
  DropOwnedStmt: () => [{ does: "unknown", why: "DROP OWNED drops whatever belongs to a role" }],
  AlterTableStmt: altered,
  TruncateStmt: (node) => members(node.relations).flatMap((table) => rowsOf(as("RangeVar", table), cascades(node))),
  CreateStmt: (node) => madeTable(node.relation, columnsOf(node.tableElts)),
  CreateTableAsStmt: (node) =>
    node.objtype === "OBJECT_TABLE" ? madeInto(node.into, as("SelectStmt", node.query)) : [],
  SelectStmt: (node) => madeInto(node.intoClause, node),
  CreateSchemaStmt: madeSchema,
  CompositeTypeStmt: (node) => madeType(tableOf(node.typevar), columnsOf(node.coldeflist)),
  CreateEnumStmt: (node) => madeType(typeOf(node.typeName), []),
  CreateRangeStmt: (node) => madeType(typeOf(node.typeName), []),
  CreateDomainStmt: (node) => madeType(typeOf(node.domainname), []),
  RenameStmt: renamed,
  AlterObjectSchemaStmt: moved,
  VariableSetStmt: (node) =>
    node.name === "search_path" ? [{ does: "search", schema: literalOf(members(node.args)[0]) }] : [],
};

function typeOf(value: unknown): Relation {
  const named = nameOf(value);
  return named === null ? null : { schema: named.schema, table: named.name };
}

function cascades(node: Tree): boolean {
  return node.behavior === "DROP_CASCADE";
}

/** Foreign tables, views and indexes hold nothing of their own. */
const droppedKinds: Readonly<Record<string, Named["kind"]>> = {
  OBJECT_TABLE: "table",
  OBJECT_TYPE: "type",
  OBJECT_DOMAIN: "type",
  OBJECT_SCHEMA: "schema",
};

function dropped(node: Tree): readonly Step[] {
  if (node.removeType === "OBJECT_EXTENSION" && cascades(node)) {
    return [{ does: "unknown", why: "DROP EXTENSION … CASCADE also drops the columns of the extension's types" }];
  }
  const kind = droppedKinds[String(node.removeType)];
  if (kind === undefined) return [];
  return members(node.objects).flatMap((object): Step[] => {
    const schema = kind === "schema" ? stringOf(object) : null;
    const relation =
      schema === null ? typeOf(as("TypeName", object)?.names ?? object) : { schema: null, table: schema };
    return relation === null ? [] : [{ does: "drop", object: { ...named(kind, relation), cascade: cascades(node) } }];
  });
}

function altered(node: Tree): readonly Step[] {
  const relation = tableOf(node.relation);
  const kind = node.objtype === "OBJECT_TYPE" ? "attribute" : node.objtype === "OBJECT_TABLE" ? "column" : null;
  if (relation === null || kind === null) return [];
  return members(node.cmds).flatMap((member): Step[] => {
    const command = as("AlterTableCmd", member) ?? {};
    const gone = command.subtype === "AT_DropColumn" ? textOf(command.name) : null;
    if (gone !== null) {
      return [{ does: "drop", object: { ...named(kind, relation, gone), cascade: cascades(command) } }];
    }
    const added = command.subtype === "AT_AddColumn" ? columnsOf([command.def]) : [];
    return added.map((column) => ({ does: "make", object: { ...named(kind, relation, column), temporary: false } }));
  });
}

function rowsOf(range: Tree | null, cascade: boolean): readonly Step[] {
  const relation = tableOf(range);
  return relation === null ? [] : [{ does: "drop", object: { ...named("rows", relation), cascade } }];
}

/** DELETE of all rows, also inside of WITH. */
function emptied(kind: string, node: Tree): readonly Step[] {
  return [...visits(kind, node)].flatMap((visit) => {
    const { whereClause, relation } = visit.node;
    const whole = whereClause === undefined || literalOf(whereClause) === "true";
    return visit.kind === "DeleteStmt" && whole && isTree(relation) ? rowsOf(relation, false) : [];
  });
}

function renamed(node: Tree): readonly Step[] {
  const [to, part] = [textOf(node.newname), textOf(node.subname)];
  const relation = tableOf(node.relation) ?? typeOf(node.object);
  if (to === null) return [];
  if (node.renameType === "OBJECT_SCHEMA" && part !== null) {
    const object: Named = { kind: "schema", schema: null, name: part, column: null };
    return [{ does: "rename", object, to: { ...object, name: to } }];
  }
  const kind = renamedKinds[String(node.renameType)];
  if (relation === null || kind === undefined) return [];
  const object = named(kind, relation, part);
  return [{ does: "rename", object, to: part === null ? { ...object, name: to } : { ...object, column: to } }];
}

const renamedKinds: Readonly<Record<string, Named["kind"]>> = {
  OBJECT_TABLE: "table",
  OBJECT_COLUMN: "column",
  OBJECT_TYPE: "type",
  OBJECT_DOMAIN: "type",
  OBJECT_ATTRIBUTE: "attribute",
};

function moved(node: Tree): readonly Step[] {
  const kind = droppedKinds[String(node.objectType)];
  const relation = tableOf(node.relation) ?? typeOf(node.object);
  const schema = textOf(node.newschema);
  if (kind === undefined || relation === null || schema === null) return [];
  const object = named(kind, relation);
  return [{ does: "rename", object, to: { ...object, schema } }];
}
