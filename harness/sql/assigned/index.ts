import { identifier } from "../quote.ts";
import { columnsIn } from "../scope.ts";
import { parseSql, type Tree } from "../tree.ts";
import { isSame, column as nameOf, sqlOf } from "./expressions.ts";
import { changeRows } from "./rows.ts";
import { changeShape } from "./shape.ts";
import { type OldTable, worldOf } from "./tables.ts";

export type { OldTable } from "./tables.ts";

/** What a column is given: SQL over the old row. */
export interface Assigned {
  readonly sql: string;
  /** The columns of the old row that it reads. */
  readonly reads: ReadonlySet<string>;
  /** It is that one column of the old row, and nothing else. */
  readonly is: string | null;
}

/** A table that holds the rows of an old one after the statements. */
export interface Holding {
  readonly of: OldTable;
  readonly schema: string;
  readonly name: string;
  /** By the columns of now; what cannot be read from the statements is not among them. */
  readonly columns: ReadonlyMap<string, Assigned>;
  /** SQL over the old row: those that are no longer there; null where no statement takes any. */
  readonly gone: string | null;
}

/** What rows of one table brought into another, which has rows of its own. */
export interface Copied {
  readonly of: OldTable;
  readonly schema: string;
  readonly name: string;
  readonly columns: ReadonlyMap<string, Assigned>;
  /** Columns of the other table that were compared to find its rows; none where rows were made. */
  readonly by: readonly string[];
}

export interface Assignments {
  readonly holdings: readonly Holding[];
  readonly copies: readonly Copied[];
}

/**
 * Reads what statements make of the rows of old tables, without running them. It is a guess that the rows must prove:
 * what triggers, functions, DO blocks and MERGE do is not seen.
 *
 * @param apart whether each UPDATE is read as if none were before it, which is shorter where that is so
 */
export async function assignmentsOf(
  statements: readonly { readonly sql: string }[],
  tables: readonly OldTable[],
  apart: boolean,
): Promise<Assignments> {
  const world = worldOf(tables, apart);
  for (const { sql } of statements) {
    for (const { kind, node } of (await parseSql(sql)) ?? []) {
      changeRows(world, kind, node);
      changeShape(world, kind, node);
    }
  }
  const holdings: Holding[] = [];
  for (const { of, schema, name, columns, gone } of world.tables) {
    if (of === null) continue;
    const held = new Map([...columns].flatMap(([key, { holds }]) => (holds === null ? [] : [[key, holds] as const])));
    holdings.push({ of, schema, name, columns: await printed(held), gone: gone === null ? null : await sqlOf(gone) });
  }
  const copies: Copied[] = [];
  for (const { from, to, columns, by } of world.copies) {
    copies.push({ of: from, schema: to.schema, name: to.name, columns: await printed(columns), by });
  }
  return { holdings, copies };
}

/** A column as SQL over the row: quoted where it must be. */
export async function columnSql(name: string): Promise<string> {
  return (await sqlOf(nameOf(name))) ?? identifier(name);
}

async function printed(columns: ReadonlyMap<string, Tree>): Promise<ReadonlyMap<string, Assigned>> {
  const found = new Map<string, Assigned>();
  for (const [name, tree] of columns) {
    const sql = await sqlOf(tree);
    const reads = columnsIn(tree);
    const [only = ""] = reads;
    if (sql !== null) found.set(name, { sql, reads, is: isSame(tree, nameOf(only)) ? only : null });
  }
  return found;
}
