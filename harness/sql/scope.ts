import { as, isTree, members, stringOf, type Tree, tableOf, textOf } from "./tree.ts";
import { literalOf, rowsOf, unknownName } from "./values.ts";

/** A column as the data knew it before the statements ran; `table` is null where more than one could be meant. */
export interface ColumnName {
  readonly schema: string | null;
  readonly table: string | null;
  readonly column: string;
}

/** What a name in an expression may stand for: the relations of the query around it, then those of the queries around that. */
export interface Scope {
  readonly sources: readonly Source[];
  /** WITH queries by name, which are no tables. */
  readonly derived: ReadonlyMap<string, Cells>;
  readonly outer: Scope | null;
}

/** The literals that a query writes out, by column; none for a query that reads tables. */
type Cells = ReadonlyMap<string, readonly string[]>;

interface Source {
  readonly alias: string | null;
  readonly schema: string | null;
  /** Null for what is no table: a subquery, a function, a WITH query. */
  readonly table: string | null;
  readonly cells: Cells;
}

/** The columns of a table, or null where it is not known. */
export type ColumnsOf = (schema: string | null, table: string) => readonly string[] | null;

/** A node of a statement, with the scope that its expressions live in. */
export interface Visit {
  readonly kind: string;
  readonly node: Tree;
  readonly scope: Scope | null;
}

/** Visits every node, parents first. Keeps its own stack: generated SQL nests deeper than the call stack. */
export function* visits(kind: string, node: Tree): Generator<Visit> {
  const stack: { kind: string | null; value: unknown; scope: Scope | null }[] = [{ kind, value: node, scope: null }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value } = next;
    if (Array.isArray(value)) {
      for (const item of value.toReversed()) stack.push({ kind: null, value: item, scope: next.scope });
    }
    if (!isTree(value)) continue;
    const scope = next.kind === null ? next.scope : inside(next.kind, value, next.scope);
    if (next.kind !== null) yield { kind: next.kind, node: value, scope };
    for (const [key, child] of Object.entries(value).toReversed()) {
      stack.push({ kind: kindOfChild(next.kind, key), value: child, scope });
    }
  }
}

/** The names of columns in an expression, without what they are qualified with, in order. */
export function columnsIn(expression: unknown): ReadonlySet<string> {
  const references = isTree(expression) ? [...visits("", expression)].filter(({ kind }) => kind === "ColumnRef") : [];
  return new Set(references.flatMap(({ node }) => stringOf(members(node.fields).at(-1)) ?? []));
}

/** The parser wraps a node in its name, but for the two sides of a UNION and for what CALL calls. */
function kindOfChild(parent: string | null, key: string): string | null {
  if (/^[A-Z]/.test(key)) return key;
  if (parent === "CallStmt" && key === "funccall") return "FuncCall";
  return parent === "SelectStmt" && (key === "larg" || key === "rarg") ? "SelectStmt" : null;
}

const tableFields: Readonly<Record<string, readonly string[]>> = {
  SelectStmt: ["fromClause"],
  UpdateStmt: ["relation", "fromClause"],
  DeleteStmt: ["relation", "usingClause"],
  InsertStmt: ["relation"],
  MergeStmt: ["relation", "sourceRelation"],
  AlterTableStmt: ["relation"],
  CreateStmt: ["relation"],
  IndexStmt: ["relation"],
  RuleStmt: ["relation"],
  CreatePolicyStmt: ["table"],
  AlterPolicyStmt: ["table"],
};

/** The scope inside a node of that kind. */
export function inside(kind: string, node: Tree, outer: Scope | null): Scope | null {
  const fields = tableFields[kind];
  if (fields === undefined) return outer;
  const withClause = isTree(node.withClause) ? node.withClause : {};
  const derived = new Map([...(outer?.derived ?? []), ...members(withClause.ctes).flatMap(namedQuery)]);
  return { sources: fields.flatMap((field) => sourcesOf(node[field], derived)), derived, outer };
}

function namedQuery(value: unknown): readonly (readonly [string, Cells])[] {
  const query = as("CommonTableExpr", value);
  const name = textOf(query?.ctename);
  return name === null ? [] : [[name, cellsOf(query?.ctequery, query?.aliascolnames)]];
}

function cellsOf(query: unknown, aliases: unknown): Cells {
  const select = as("SelectStmt", query);
  const named = members(aliases).map(stringOf);
  // A UNION has the names of its first query.
  let first = select;
  while (isTree(first?.larg)) first = first.larg;
  const targets = members(first?.targetList).map((target) => textOf(as("ResTarget", target)?.name));
  const cells = new Map<string, string[]>();
  for (const row of rowsOf(select)) {
    for (const [at, cell] of row.entries()) {
      const name = named[at] ?? targets[at] ?? `column${at + 1}`;
      const value = literalOf(cell);
      if (value !== null) cells.set(name, [...(cells.get(name) ?? []), value]);
    }
  }
  return cells;
}

const noCells: Cells = new Map();

function sourcesOf(value: unknown, derived: Scope["derived"]): readonly Source[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => sourcesOf(item, derived));
  if (!isTree(value)) return [];
  const join = as("JoinExpr", value);
  if (join !== null) return [...sourcesOf(join.larg, derived), ...sourcesOf(join.rarg, derived)];
  const range = as("RangeVar", value) ?? value;
  const table = tableOf(range);
  const alias = isTree(range.alias) ? textOf(range.alias.aliasname) : null;
  if (table !== null) {
    const cells = table.schema === null ? derived.get(table.table) : undefined;
    const known = cells === undefined && table.table !== unknownName;
    return [
      { alias: alias ?? table.table, schema: table.schema, table: known ? table.table : null, cells: cells ?? noCells },
    ];
  }
  const nested = as("RangeSubselect", value) ?? as("RangeFunction", value) ?? as("RangeTableFunc", value);
  const name = isTree(nested?.alias) ? textOf(nested.alias.aliasname) : null;
  const columns = isTree(nested?.alias) ? nested.alias.colnames : undefined;
  return [{ alias: name, schema: null, table: null, cells: cellsOf(nested?.subquery, columns) }];
}

/** The literals behind a name, where it is a column of a query that writes its rows out; else null. */
export function listedBy(path: readonly string[], scope: Scope | null): readonly string[] | null {
  const [column = "", qualifier] = path.toReversed();
  for (let current = scope; current !== null; current = current.outer) {
    const sources = current.sources.filter(({ alias }) => qualifier === undefined || alias === qualifier);
    const found = sources.find(({ cells }) => cells.has(column));
    if (found !== undefined) return found.cells.get(column) ?? null;
    if (qualifier !== undefined && sources.length > 0) return null;
  }
  return null;
}

/**
 * Finds the table that a column's name belongs to. Null where it is no column: in a scope without
 * relations, or where every table is known not to have it, a bare name is a variable of a function.
 */
export function resolve(path: readonly string[], scope: Scope | null, columnsOf: ColumnsOf): ColumnName | null {
  const column = path.at(-1);
  if (column === undefined) return null;
  const qualifier = path.at(-2);
  for (let current = scope; current !== null; current = current.outer) {
    const found =
      qualifier === undefined
        ? unqualified(column, current.sources, columnsOf)
        : current.sources.find(({ alias }) => alias === qualifier);
    if (found !== undefined) return { schema: found.schema, table: found.table, column };
  }
  return qualifier === undefined ? null : { schema: null, table: null, column };
}

function unqualified(column: string, sources: readonly Source[], columnsOf: ColumnsOf): Source | undefined {
  const known = sources.map((source) => ({
    source,
    columns: source.table === null ? null : columnsOf(source.schema, source.table),
  }));
  const sure = known.filter(({ columns }) => columns?.includes(column));
  if (sure.length === 1) return sure[0]?.source;
  const possible = known.filter(({ columns }) => columns === null || columns.includes(column));
  return possible.length > 1 ? { alias: null, schema: null, table: null, cells: noCells } : possible[0]?.source;
}
