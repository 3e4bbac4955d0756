import type { Literal } from "./literal.ts";
import { as, isTree, members, nameOf, type Parsed, tableOf, textOf } from "./tree.ts";
import { columnPath } from "./values.ts";

/**
 * Texts that differ by nothing but case, for each column that the statement compares without it from then on: by a
 * unique index over an expression or a collation, as citext, or by a collation of its own.
 */
export function foldedTexts({ kind, node }: Parsed): readonly Literal[] {
  const target = tableOf(node.relation);
  if (target === null) return [];
  const columns =
    kind === "IndexStmt" && node.unique === true
      ? members(node.indexParams).flatMap(foldedKey)
      : kind === "AlterTableStmt"
        ? members(node.cmds).flatMap(foldedType)
        : [];
  return columns.flatMap((column) =>
    twins.map((value): Literal => ({ use: "compared", ...target, column, operator: "=", value })),
  );
}

// Checks often ask for an address, or for few letters.
const twins = ["Ann@example.com", "ann@example.com", "Ab", "ab"];

function foldedKey(value: unknown): readonly string[] {
  const element = as("IndexElem", value);
  if (element === null) return [];
  if (members(element.collation).length > 0) return [textOf(element.name) ?? []].flat();
  return [columnPath(element.expr)?.at(-1) ?? []].flat();
}

function foldedType(value: unknown): readonly string[] {
  const command = as("AlterTableCmd", value);
  const definition = as("ColumnDef", command?.def);
  if (command?.subtype !== "AT_AlterColumnType" || definition === null) return [];
  const type = isTree(definition.typeName) ? nameOf(definition.typeName.names)?.name : null;
  return type === "citext" || definition.collClause !== undefined ? [textOf(command.name) ?? []].flat() : [];
}
