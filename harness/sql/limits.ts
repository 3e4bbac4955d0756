import type { Literal } from "./literal.ts";
import { pairsOf } from "./pairs.ts";
import { visits } from "./scope.ts";
import { as, isTree, members, nameOf, type Parsed, stringOf, type Tree, tableOf, textOf } from "./tree.ts";
import { columnPath, literalOf } from "./values.ts";

type Target = { readonly schema: string | null; readonly table: string };

/**
 * Reads statements in order for what they make of a column's values: of a list (`ADD CHECK (… IN …)`),
 * of an enum's labels, of what casts to bytea. Values outside of it would only tell that the seed is odd.
 * Not where an earlier statement changed or deleted rows: then those very values are in question.
 */
export function limitReader(): (parsed: Parsed) => readonly Literal[] {
  const labels = new Map<string, readonly string[]>();
  const unproven = new Map<string, readonly Literal[]>();
  const written = new Set<string>();
  const untouched = ({ table, column }: Literal): boolean =>
    table !== null && !written.has(table) && !written.has(`${table}.${column}`);
  const checked = (constraint: Tree, target: Target): readonly Literal[] => {
    const found = listed(constraint.raw_expr, target);
    if (constraint.skip_validation !== true) return found;
    unproven.set(textOf(constraint.conname) ?? "", found);
    return [];
  };
  const limitsOf = (value: unknown, target: Target): readonly Literal[] => {
    const command = as("AlterTableCmd", value);
    const name = textOf(command?.name) ?? "";
    if (command?.subtype === "AT_ValidateConstraint") return unproven.get(name) ?? [];
    if (command?.subtype === "AT_AlterColumnType") return labelled(as("ColumnDef", command.def), target, name, labels);
    const constraint = as("Constraint", command?.def);
    return constraint?.contype === "CONSTR_CHECK" ? checked(constraint, target) : [];
  };
  return ({ kind, node }) => {
    const target = kind === "AlterTableStmt" ? tableOf(node.relation) : null;
    const found = target === null ? [] : members(node.cmds).flatMap((command) => limitsOf(command, target));
    const limits = [...found, ...bytes({ kind, node })].filter(untouched);
    if (kind === "CreateEnumStmt")
      labels.set(
        nameOf(node.typeName)?.name ?? "",
        members(node.vals).flatMap((label) => stringOf(label) ?? []),
      );
    for (const place of writes({ kind, node })) written.add(place);
    return limits;
  };
}

/** The members of the list that an expression holds one column to. */
function listed(expression: unknown, target: Target): readonly Literal[] {
  const or = as("BoolExpr", expression);
  const parts = or?.boolop === "OR_EXPR" ? members(or.args) : [expression];
  const found: Literal[] = [];
  for (const part of parts) {
    const tested = as("NullTest", part);
    if (tested?.nulltesttype === "IS_NULL") continue;
    const node = as("A_Expr", part);
    const pairs =
      node === null || stringOf(members(node.name).at(-1)) !== "="
        ? []
        : pairsOf({ kind: "A_Expr", node, scope: null });
    const values = pairs.map(({ left, right }) => ({ column: columnPath(left)?.at(-1), value: literalOf(right) }));
    for (const { column, value } of values) {
      if (column === undefined || value === null) return [];
      found.push({ use: "limited", ...target, column, value, operator: "in" });
    }
    if (values.length === 0) return [];
  }
  return found.every(({ column }) => column === found[0]?.column) ? found : [];
}

/** The labels of the enum that a column's values are cast to as they are. */
function labelled(
  definition: Tree | null,
  target: Target,
  column: string,
  labels: ReadonlyMap<string, readonly string[]>,
): readonly Literal[] {
  const type = isTree(definition?.typeName) ? definition.typeName : {};
  const name = nameOf(type.names);
  const using = definition?.raw_default;
  if (name === null || name.schema === "pg_catalog" || type.arrayBounds !== undefined) return [];
  if (using !== undefined && columnPath(using)?.at(-1) !== column) return [];
  const limit = (operator: "in" | "type", value: string): Literal => ({
    use: "limited",
    ...target,
    column,
    value,
    operator,
  });
  return labels.get(name.name)?.map((label) => limit("in", label)) ?? [limit("type", name.name)];
}

/** Columns inside of `( … )::bytea`, in which a backslash would have to be an escape. */
function bytes({ kind, node }: Pick<Parsed, "kind" | "node">): readonly Literal[] {
  return [...visits(kind, node)].flatMap((visit) => {
    const type =
      visit.kind === "TypeCast" && isTree(visit.node.typeName) ? nameOf(visit.node.typeName.names)?.name : null;
    const argument = visit.node.arg;
    if (type !== "bytea" || !isTree(argument)) return [];
    return [...visits("", argument)].flatMap((part): readonly Literal[] => {
      const path = part.kind === "ColumnRef" ? members(part.node.fields).map(stringOf) : [];
      const column = path.at(-1) ?? null;
      const source = visit.scope?.sources.find(({ alias }) => path.length === 1 || alias === path.at(-2));
      if (column === null || source === undefined) return [];
      return [{ use: "limited", schema: source.schema, table: source.table, column, value: "bytea", operator: "type" }];
    });
  });
}

/** "table" whose rows a statement deletes or merges, "table.column" that it updates. */
function writes({ kind, node }: Pick<Parsed, "kind" | "node">): readonly string[] {
  return [...visits(kind, node)].flatMap((visit) => {
    if (!/^(Update|Delete|Merge)Stmt$/.test(visit.kind)) return [];
    const table = tableOf(visit.node.relation)?.table ?? "";
    if (visit.kind !== "UpdateStmt") return [table];
    return members(visit.node.targetList).map((target) => `${table}.${textOf(as("ResTarget", target)?.name)}`);
  });
}
