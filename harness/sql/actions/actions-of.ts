import type { ActedOn, Action, DroppedKind } from "../action.ts";
import { as, members, stringOf, type Tree, textOf, wrapped } from "../tree.ts";
import { literalOf } from "../values.ts";
import { addedConstraint, type VolatilityOf } from "./column.ts";
import { madeBy, schemaName } from "./make.ts";
import { alone, objectOf, relationOf } from "./named.ts";
import { changedRows, copied, rebuilt, truncated } from "./rows.ts";
import { altered, gone, restarts } from "./table.ts";

/** What one parsed statement does, in its own order; what runs inside of it is not looked into. */
export function actionsOf(kind: string, node: Tree, volatilityOf: VolatilityOf): readonly Action[] {
  const rows = runsQueries.has(kind) ? changedRows(kind, node) : [];
  return [...madeBy(kind, node), ...(readers[kind]?.(node, volatilityOf) ?? []), ...rows];
}

/** Statements whose own queries run at once. */
export const runsQueries: ReadonlySet<string> = new Set([
  "SelectStmt",
  "InsertStmt",
  "UpdateStmt",
  "DeleteStmt",
  "MergeStmt",
  "CallStmt",
  "CreateTableAsStmt",
]);

const readers: Readonly<Record<string, (node: Tree, volatilityOf: VolatilityOf) => readonly Action[]>> = {
  DropStmt: dropped,
  DropOwnedStmt: (node) => rolesIn(node).map((role) => gone("owned", role, node)),
  ReassignOwnedStmt: (node) => rolesIn(node).map((object) => ({ does: "reassign-owned", object })),
  AlterTableStmt: altered,
  AlterDomainStmt: alteredDomain,
  AlterEnumStmt: alteredEnum,
  AlterSeqStmt: ({ sequence, options }) => {
    const object = relationOf(sequence);
    return object === null || !restarts(options) ? [] : [{ does: "restart-sequence", object }];
  },
  CreateSchemaStmt: (node, volatilityOf) =>
    members(node.schemaElts).flatMap((element) =>
      wrapped(element).flatMap(([kind, inner]) =>
        actionsOf(kind, inner, volatilityOf).map((action) => inSchema(action, schemaName(node))),
      ),
    ),
  TruncateStmt: truncated,
  CopyStmt: copied,
  RenameStmt: renamed,
  AlterObjectSchemaStmt: moved,
  ClusterStmt: (node) => rebuilt("ClusterStmt", node),
  ReindexStmt: (node) => rebuilt("ReindexStmt", node),
  RefreshMatViewStmt: (node) => rebuilt("RefreshMatViewStmt", node),
  VacuumStmt: (node) => rebuilt("VacuumStmt", node),
  LockStmt: (node) => rebuilt("LockStmt", node),
  VariableSetStmt: ({ name, args, is_local }) => [
    { does: "set", name: textOf(name) ?? "", value: literalOf(members(args)[0]), local: is_local === true },
  ],
  ExecuteStmt: ({ name }) => [
    { does: "unread", why: "it runs a prepared statement", text: `execute ${textOf(name) ?? ""}` },
  ],
};

function inSchema(action: Action, schema: string | null): Action {
  return action.does === "make" && action.object.schema === null
    ? { ...action, object: { ...action.object, schema } }
    : action;
}

const droppedKinds: Readonly<Record<string, DroppedKind>> = {
  OBJECT_TABLE: "table",
  OBJECT_FOREIGN_TABLE: "foreign table",
  OBJECT_SCHEMA: "schema",
  OBJECT_TYPE: "type",
  OBJECT_DOMAIN: "domain",
  OBJECT_SEQUENCE: "sequence",
  OBJECT_EXTENSION: "extension",
  OBJECT_VIEW: "view",
  OBJECT_MATVIEW: "materialized view",
  OBJECT_INDEX: "index",
  OBJECT_FUNCTION: "routine",
  OBJECT_PROCEDURE: "routine",
  OBJECT_ROUTINE: "routine",
  OBJECT_AGGREGATE: "routine",
  OBJECT_POLICY: "policy",
  OBJECT_TRIGGER: "trigger",
  OBJECT_RULE: "rule",
};

function rolesIn({ roles }: Tree): readonly ActedOn[] {
  return members(roles).map((role) => alone(textOf(as("RoleSpec", role)?.rolename) ?? ""));
}

function dropped(node: Tree): readonly Action[] {
  const { removeType, objects } = node;
  const kind = droppedKinds[String(removeType)];
  if (kind === undefined) return [];
  return members(objects).flatMap((value) => {
    const single = stringOf(value);
    const hangs = kind === "policy" || kind === "trigger" || kind === "rule";
    const parts = hangs ? members(value) : [];
    const object =
      single !== null ? alone(single) : hangs ? objectOf(parts.slice(0, -1), stringOf(parts.at(-1))) : objectOf(value);
    return object === null ? [] : [gone(kind, object, node)];
  });
}

function alteredDomain(node: Tree): readonly Action[] {
  const { subtype, typeName, def, name } = node;
  const domain = objectOf(typeName);
  if (domain === null) return [];
  const part = textOf(name);
  switch (subtype) {
    case "C":
      // Its one column is "value".
      return addedConstraint(domain, as("Constraint", def)).map((action) => ({ ...action, columns: [] }));
    case "O":
      return addedConstraint(domain, { contype: "CONSTR_NOTNULL" });
    case "V":
      return [{ does: "validate-constraint", object: { ...domain, part } }];
    case "X":
      return [gone("constraint", { ...domain, part }, node)];
    default:
      return [];
  }
}

function alteredEnum({ typeName, oldVal, newVal }: Tree): readonly Action[] {
  const [object, old, label] = [objectOf(typeName), textOf(oldVal), textOf(newVal)];
  if (object === null || old === null || label === null) return [];
  return [{ does: "rename", kind: "label", object: { ...object, part: old }, to: label }];
}

const renamedKinds: Readonly<Record<string, Extract<Action, { does: "rename" }>["kind"]>> = {
  OBJECT_TABLE: "table",
  OBJECT_COLUMN: "column",
  OBJECT_TYPE: "type",
  OBJECT_DOMAIN: "type",
  OBJECT_ATTRIBUTE: "attribute",
  OBJECT_SCHEMA: "schema",
  OBJECT_VIEW: "view",
  OBJECT_MATVIEW: "view",
};

function renamed({ renameType, relation, object, subname, newname }: Tree): readonly Action[] {
  const [to, part] = [textOf(newname), textOf(subname)];
  const kind = renamedKinds[String(renameType)] ?? "other";
  const named = kind === "schema" && part !== null ? alone(part) : (relationOf(relation, part) ?? objectOf(object));
  return to === null || named === null ? [] : [{ does: "rename", kind, object: named, to }];
}

function moved({ objectType, relation, object, newschema }: Tree): readonly Action[] {
  const known = renamedKinds[String(objectType)];
  const kind = known === "table" || known === "type" || known === "view" ? known : "other";
  const named = relationOf(relation) ?? objectOf(object);
  const to = textOf(newschema);
  return named === null || to === null ? [] : [{ does: "set-schema", kind, object: named, to }];
}
