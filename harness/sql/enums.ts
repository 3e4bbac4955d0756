import { comparisons } from "./comparisons.ts";
import { embeddedQueries } from "./embedded.ts";
import { inserted } from "./inserted.ts";
import { type Visit, visits } from "./scope.ts";
import { as, isTree, members, nameOf, type Parsed, parseSql, tableOf, textOf } from "./tree.ts";
import { arrayElements, literalOf } from "./values.ts";

/** What a statement does to enums; types and columns go by their bare names. */
export interface EnumWork {
  readonly adds: readonly { readonly type: string; readonly label: string }[];
  readonly renames: readonly { readonly type: string; readonly label: string; readonly to: string }[];
  /** Types made or dropped: labels that they had do not count any more. */
  readonly remade: readonly string[];
  /** Columns that are of a type from now on, as "table.column". */
  readonly columns: readonly { readonly type: string; readonly column: string }[];
  /** Whether the statement makes the server read a label of a type that these columns have. */
  uses(type: string, label: string, columns: ReadonlySet<string>): boolean;
}

/** Reads a statement, and what a DO block in it runs; null where it cannot be read. */
export async function enumWork(statement: { readonly sql: string }): Promise<EnumWork | null> {
  const parsed = await parseSql(statement.sql);
  if (parsed === null) return null;
  const all: Parsed[] = [];
  for (const one of parsed) {
    // What a function holds runs later, when it is called.
    if (one.kind === "CreateFunctionStmt") continue;
    const inner = one.kind === "DoStmt" ? await embeddedQueries(one.kind, one.node, statement.sql) : [];
    all.push(one, ...(await Promise.all(inner.map(parseSql))).flatMap((queries) => queries ?? []));
  }
  const visited = all.flatMap(({ kind, node }) => [...visits(kind, node)]);
  return {
    adds: visited.flatMap(added),
    renames: visited.flatMap(renamed),
    remade: visited.flatMap(remade),
    columns: visited.flatMap(typed),
    uses: (type, label, columns) => visited.some((visit) => reads(visit, type, label, columns)),
  };
}

function added({ kind, node }: Visit): EnumWork["adds"] {
  const type = kind === "AlterEnumStmt" ? nameOf(node.typeName)?.name : undefined;
  const label = textOf(node.newVal);
  return type === undefined || label === null || node.oldVal !== undefined ? [] : [{ type, label }];
}

function renamed({ kind, node }: Visit): EnumWork["renames"] {
  const type = kind === "AlterEnumStmt" ? nameOf(node.typeName)?.name : undefined;
  const [label, to] = [textOf(node.oldVal), textOf(node.newVal)];
  return type === undefined || label === null || to === null ? [] : [{ type, label, to }];
}

function remade({ kind, node }: Visit): readonly string[] {
  if (kind === "CreateEnumStmt") return [nameOf(node.typeName)?.name ?? []].flat();
  if (kind !== "DropStmt" || node.removeType !== "OBJECT_TYPE") return [];
  return members(node.objects).flatMap((object) => nameOf(as("TypeName", object)?.names)?.name ?? []);
}

function typed({ kind, node }: Visit): EnumWork["columns"] {
  const table = tableOf(node.relation)?.table;
  if (table === undefined) return [];
  const column = (definition: unknown, name: string | null): EnumWork["columns"] => {
    const type = typeOf(as("ColumnDef", definition)?.typeName);
    return type === null || name === null ? [] : [{ type, column: `${table}.${name}` }];
  };
  if (kind === "CreateStmt") {
    return members(node.tableElts).flatMap((item) => column(item, textOf(as("ColumnDef", item)?.colname)));
  }
  if (kind !== "AlterTableStmt") return [];
  return members(node.cmds).flatMap((item) => {
    const command = as("AlterTableCmd", item);
    if (command?.subtype === "AT_AddColumn") return column(command.def, textOf(as("ColumnDef", command.def)?.colname));
    return command?.subtype === "AT_AlterColumnType" ? column(command.def, textOf(command.name)) : [];
  });
}

function typeOf(value: unknown): string | null {
  return isTree(value) ? (nameOf(value.names)?.name ?? null) : null;
}

function reads(visit: Visit, type: string, label: string, columns: ReadonlySet<string>): boolean {
  const { kind, node } = visit;
  const known = (table: string | null, column: string | null): boolean =>
    table === null ? [...columns].some((one) => one.endsWith(`.${column}`)) : columns.has(`${table}.${column}`);
  switch (kind) {
    case "TypeCast":
      return typeOf(node.typeName) === type && holds(literalOf(node.arg), label);
    case "ColumnDef":
      return typeOf(node.typeName) === type && members(node.constraints).some((item) => defaults(item, label));
    case "AlterTableStmt": {
      const table = tableOf(node.relation)?.table ?? null;
      return members(node.cmds).some((item) => {
        const command = as("AlterTableCmd", item);
        if (command?.subtype !== "AT_ColumnDefault" || !known(table, textOf(command.name))) return false;
        return holds(literalOf(command.def), label);
      });
    }
    case "UpdateStmt": {
      const table = tableOf(node.relation)?.table ?? null;
      return members(node.targetList).some((item) => {
        const target = as("ResTarget", item);
        return target !== null && known(table, textOf(target.name)) && mentions(target.val, label);
      });
    }
    default: {
      const literals = [...comparisons(visit, () => null, []), ...inserted(visit, () => null)];
      return literals.some(({ table, column, value }) => value === label && known(table, column));
    }
  }
}

function defaults(constraint: unknown, label: string): boolean {
  const node = as("Constraint", constraint);
  return node?.contype === "CONSTR_DEFAULT" && holds(literalOf(node.raw_expr), label);
}

function holds(literal: string | null, label: string): boolean {
  return literal !== null && (literal === label || arrayElements(literal).includes(label));
}

function mentions(value: unknown, label: string): boolean {
  return (
    isTree(value) &&
    [...visits("", value)].some(({ kind, node }) => kind === "A_Const" && literalOf({ A_Const: node }) === label)
  );
}
