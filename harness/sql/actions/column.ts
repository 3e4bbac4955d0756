import type { ActedOn, Action, ColumnDefault } from "../action.ts";
import type { Volatility } from "../own-functions.ts";
import { printed } from "../printed.ts";
import { columnsIn, visits } from "../scope.ts";
import { as, isTree, members, nameOf, stringOf, type Tree, textOf } from "../tree.ts";
import { isSerial, typeText } from "../type-text.ts";

export type VolatilityOf = (functionName: string) => Volatility;

type AddedConstraint = Extract<Action, { does: "add-constraint" }>;
type DefinedColumn = Extract<Action, { does: "make" }>["columns"][number];

/** The columns or attributes that definitions name, with their types. */
export function definedColumns(definitions: unknown): readonly DefinedColumn[] {
  return members(definitions).flatMap((member) => {
    const definition = as("ColumnDef", member);
    const name = textOf(definition?.colname);
    const computed = members(definition?.constraints).some(
      (one) => as("Constraint", one)?.contype === "CONSTR_GENERATED",
    );
    return name === null ? [] : [{ name, type: typeText(definition?.typeName), computed }];
  });
}

/** ADD COLUMN, and the constraints in its definition that are held against rows. */
export function addedColumn(table: ActedOn, definition: Tree | null, volatilityOf: VolatilityOf): readonly Action[] {
  const name = textOf(definition?.colname);
  if (definition === null || name === null) return [];
  const constraints = members(definition.constraints)
    .map((one) => as("Constraint", one))
    .filter((one) => one !== null);
  const has = (...types: readonly string[]) => constraints.some(({ contype }) => types.includes(String(contype)));
  const serial = isSerial(definition.typeName);
  const checked = constraints.filter(({ contype }) => contype === "CONSTR_CHECK" || contype === "CONSTR_FOREIGN");
  return [
    {
      does: "add-column",
      object: { ...table, part: name },
      type: typeText(definition.typeName) ?? "",
      notNull: serial || has("CONSTR_NOTNULL", "CONSTR_PRIMARY", "CONSTR_IDENTITY"),
      unique: has("CONSTR_UNIQUE", "CONSTR_PRIMARY"),
      default: serial ? "volatile" : defaultOf(constraints, volatilityOf),
    },
    ...checked.flatMap((constraint) => addedConstraint(table, { ...constraint, keys: [{ String: { sval: name } }] })),
  ];
}

const constraintKinds: Readonly<Record<string, AddedConstraint["kind"]>> = {
  CONSTR_CHECK: "check",
  CONSTR_FOREIGN: "foreign key",
  CONSTR_UNIQUE: "unique",
  CONSTR_PRIMARY: "primary key",
  CONSTR_EXCLUSION: "exclude",
  CONSTR_NOTNULL: "not null",
};

export function addedConstraint(holder: ActedOn, constraint: Tree | null): readonly AddedConstraint[] {
  const kind = constraintKinds[String(constraint?.contype)];
  if (constraint === null || kind === undefined) return [];
  const keys = members(constraint.keys ?? constraint.fk_attrs);
  const excluded = members(constraint.exclusions).map((pair) => as("IndexElem", members(pair)[0])?.name);
  const columns = [...keys.map(stringOf), ...excluded.map(textOf)].filter((column) => column !== null);
  return [
    {
      does: "add-constraint",
      kind,
      object: { ...holder, part: textOf(constraint.conname) },
      columns: columns.length > 0 || kind !== "check" ? columns : [...columnsIn(constraint.raw_expr)],
      validated: constraint.skip_validation !== true,
      usingIndex: constraint.indexname !== undefined,
      expression: kind === "check" ? printed(constraint.raw_expr) : null,
    },
  ];
}

function defaultOf(constraints: readonly Tree[], volatilityOf: VolatilityOf): ColumnDefault {
  const of = (type: string) => constraints.find(({ contype }) => contype === type);
  if (of("CONSTR_IDENTITY") !== undefined) return "identity";
  const generated = of("CONSTR_GENERATED");
  if (generated !== undefined) return generated.generated_kind === "v" ? "virtual" : "stored";
  const given = of("CONSTR_DEFAULT")?.raw_expr;
  if (!isTree(given)) return "none";
  return as("A_Const", given)?.isnull === true ? "null" : constancy(given, volatilityOf);
}

function constancy(expression: Tree, volatilityOf: VolatilityOf): ColumnDefault {
  const found = [...visits("", expression)].flatMap(({ kind, node }): readonly Volatility[] => {
    // CURRENT_TIMESTAMP and its like.
    if (kind === "SQLValueFunction") return ["stable"];
    return kind === "FuncCall" ? [volatilityOf(nameOf(node.funcname)?.name ?? "")] : [];
  });
  if (found.includes("volatile")) return "volatile";
  return found.includes("stable") ? "stable" : "constant";
}
