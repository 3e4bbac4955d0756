import { isTree, type Tree, tableOf, textOf } from "../tree.ts";
import { column, type Lookup, substituted } from "./expressions.ts";

/** A table as it stood before; expressions are over its rows. */
export interface OldTable {
  readonly schema: string;
  readonly name: string;
  /** In their order. */
  readonly columns: readonly string[];
}

/** What a column holds, over the old row; null where that is not known. */
export interface Cell {
  readonly holds: Tree | null;
  /** What an expression that reads the column reads. */
  readonly read: Tree | null;
}

/** A table half way through the statements. */
export interface Table {
  schema: string;
  name: string;
  /** The old table whose rows it holds; null for a new one without rows, or with rows of its own. */
  of: OldTable | null;
  columns: Map<string, Cell>;
  /** Over the old row: those that are not in it. */
  gone: Tree | null;
  /** Made by these statements, and still without rows. */
  empty: boolean;
}

/** What statements made of one table's rows in another one. */
export interface CopiedRows {
  readonly from: OldTable;
  readonly to: Table;
  readonly columns: ReadonlyMap<string, Tree>;
  /** Columns that were compared to find the row; none where a row was made. */
  readonly by: readonly string[];
}

/** The state that statements are carried out on, one after the other. */
export interface World {
  readonly tables: Table[];
  readonly copies: CopiedRows[];
  /**
   * Whether each UPDATE reads a column as it was before all of them. That is wrong where one builds on another, and
   * short where they do not.
   */
  readonly apart: boolean;
}

export function worldOf(tables: readonly OldTable[], apart: boolean): World {
  return {
    tables: tables.map((old) => ({
      schema: old.schema,
      name: old.name,
      of: old,
      columns: new Map(old.columns.map((name) => [name, sure(column(name))])),
      gone: null,
      empty: false,
    })),
    copies: [],
    apart,
  };
}

export function sure(tree: Tree | null): Cell {
  return { holds: tree, read: tree };
}

/** The table that a plain (not wrapped) `RangeVar` names now; without a schema, "public" goes first. */
export function tableNamed({ tables }: World, range: unknown): Table | null {
  const named = tableOf(range);
  if (named === null) return null;
  const found = tables.filter(({ schema, name }) => name === named.table && (named.schema ?? schema) === schema);
  return found.find(({ schema }) => schema === "public") ?? found[0] ?? null;
}

export function aliasOf(range: unknown): string | null {
  return isTree(range) && isTree(range.alias) ? textOf(range.alias.aliasname) : null;
}

/** How expressions of a statement about one table read its columns. */
export function readingOf(table: Table, alias: string | null): Lookup {
  return (parts, isNested) => {
    const name = parts.at(-1) ?? "";
    if (parts.length === 1) return isNested ? undefined : cellOf(table, name);
    if (!isQualifier(table, alias, parts.slice(0, -1))) return isNested ? undefined : null;
    return isNested ? qualified(cellOf(table, name), table) : cellOf(table, name);
  };
}

/** The same from within a query of other tables, whose own columns go first. */
export function readingFromWithin(table: Table, alias: string | null, others: ReadonlySet<string>): Lookup {
  return (parts) => {
    const name = parts.at(-1) ?? "";
    const own =
      parts.length === 1 ? table.columns.has(name) && !others.has(name) : isQualifier(table, alias, parts.slice(0, -1));
    return own ? qualified(cellOf(table, name), table) : undefined;
  };
}

function isQualifier({ schema, name }: Table, alias: string | null, parts: readonly string[]): boolean {
  if (alias !== null) return parts.length === 1 && parts[0] === alias;
  return parts.at(-1) === name && (parts.length === 1 || parts[0] === schema);
}

function cellOf({ columns }: Table, name: string): Tree | null {
  return columns.get(name)?.read ?? null;
}

/** Columns of the old row with the old table's name before them, so that no other table's stand for them. */
function qualified(tree: Tree | null, { of }: Table): Tree | null {
  if (tree === null || of === null) return null;
  return substituted(tree, (parts, isNested) =>
    parts.length === 1 && !isNested ? column(of.name, parts[0] ?? "") : undefined,
  );
}
