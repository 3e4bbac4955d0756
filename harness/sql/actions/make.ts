import type { ActedOn, Action } from "../action.ts";
import { as, isTree, members, stringOf, type Tree, textOf } from "../tree.ts";
import { typeText } from "../type-text.ts";
import { isStar } from "../values.ts";
import { definedColumns } from "./column.ts";
import { alone, objectOf, relationOf } from "./named.ts";
import { copiedAs } from "./rows.ts";

type Make = Extract<Action, { does: "make" }>;
type Kind = Make["kind"];

/** What a statement of that kind makes; the statements inside of CREATE SCHEMA are for the caller. */
export function madeBy(kind: string, node: Tree): readonly Action[] {
  return readers[kind]?.(node) ?? [];
}

const readers: Readonly<Record<string, (node: Tree) => readonly Action[]>> = {
  CreateStmt: ({ relation, tableElts, inhRelations, partbound, ofTypename }) => {
    const isLike = members(tableElts).some((one) => as("TableLikeClause", one) !== null);
    const moreColumns = isLike || inhRelations !== undefined || partbound !== undefined || ofTypename !== undefined;
    return madeTable(relation, definedColumns(tableElts), moreColumns);
  },
  CreateTableAsStmt: ({ objtype, into, query }) =>
    madeInto(into, as("SelectStmt", query), objtype === "OBJECT_MATVIEW" ? "materialized view" : "table"),
  SelectStmt: (node) => madeInto(node.intoClause, node, "table"),
  ViewStmt: ({ view }) => made("view", relationOf(view), { temporary: isTemporary(view) }),
  IndexStmt: madeIndex,
  CompositeTypeStmt: ({ typevar, coldeflist }) =>
    made("type", relationOf(typevar), { columns: definedColumns(coldeflist) }),
  CreateEnumStmt: ({ typeName }) => made("type", objectOf(typeName)),
  CreateRangeStmt: ({ typeName }) => made("type", objectOf(typeName)),
  CreateDomainStmt: ({ domainname }) => made("domain", objectOf(domainname)),
  CreateSeqStmt: ({ sequence }) => made("sequence", relationOf(sequence), { temporary: isTemporary(sequence) }),
  CreateSchemaStmt: (node) => {
    const name = schemaName(node);
    return name === null ? [] : made("schema", alone(name));
  },
  CreateFunctionStmt: ({ funcname }) => made("routine", objectOf(funcname)),
  CreateTrigStmt: ({ relation, trigname }) => made("trigger", relationOf(relation, textOf(trigname))),
  CreatePolicyStmt: ({ table, policy_name }) => made("policy", relationOf(table, textOf(policy_name))),
  CreateExtensionStmt: ({ extname }) => made("extension", alone(textOf(extname) ?? "")),
};

function made(kind: Kind, object: ActedOn | null, more: Partial<Make> = {}): readonly Make[] {
  return object === null
    ? []
    : [{ does: "make", kind, object, temporary: false, index: null, columns: [], moreColumns: false, ...more }];
}

function isTemporary(range: unknown): boolean {
  return isTree(range) && (range.relpersistence === "t" || range.schemaname === "pg_temp");
}

function madeTable(
  range: unknown,
  columns: Make["columns"],
  moreColumns: boolean,
  kind: Kind = "table",
): readonly Make[] {
  return made(kind, relationOf(range), { temporary: isTemporary(range), columns, moreColumns });
}

/** CREATE TABLE AS and SELECT … INTO. */
function madeInto(into: unknown, query: Tree | null, kind: Kind): readonly Action[] {
  if (!isTree(into)) return [];
  const given = members(into.colNames).map(stringOf);
  const targets = members(query?.targetList);
  const columns = targets.flatMap((target, place) => {
    const result = as("ResTarget", target);
    const fields = members(as("ColumnRef", result?.val)?.fields);
    const name = given[place] ?? textOf(result?.name) ?? stringOf(fields.at(-1));
    return name === null ? [] : [{ name, type: typeText(as("TypeCast", result?.val)?.typeName), computed: false }];
  });
  // A UNION has its targets further in.
  const moreColumns =
    targets.length === 0 ||
    columns.length < targets.length ||
    targets.some((target) => isStar(as("ResTarget", target)?.val));
  const table = madeTable(into.rel, columns, moreColumns, kind);
  if (kind !== "table" || into.skipData === true) return table;
  return table.flatMap((make) => [
    make,
    copiedAs(make.object, moreColumns ? [] : columns.map(({ name }) => name), query),
  ]);
}

function madeIndex({ idxname, relation, indexParams, unique, concurrent }: Tree): readonly Make[] {
  const table = relationOf(relation);
  if (table === null) return [];
  const columns = members(indexParams).flatMap((one) => textOf(as("IndexElem", one)?.name) ?? []);
  return made(
    "index",
    { ...table, name: textOf(idxname) ?? "" },
    { index: { table, columns, unique: unique === true, concurrently: concurrent === true } },
  );
}

/** Of CREATE SCHEMA: that of its role, where it has no name of its own. */
export function schemaName({ schemaname, authrole }: Tree): string | null {
  return textOf(schemaname) ?? (isTree(authrole) ? textOf(authrole.rolename) : null);
}
