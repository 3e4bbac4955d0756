import type { Client } from "pg";
import type { Catalog, Constraint, Index, Relation } from "../model/catalog.ts";
import { columnsOf, type Expression, type Operand, readExpression, readIndexKeys } from "../sql/check-expression.ts";
import { identifier } from "../sql/quote.ts";
import { collationFolds } from "./collations.ts";
import type { Text } from "./judge.ts";
import { hash32 } from "./random.ts";
import { columnName, ownRows } from "./relations.ts";
import { typeOf, undressed } from "./types.ts";

/** A unique index over the row's cells. */
export interface Key {
  /** Of the index or the constraint. */
  readonly name: string;
  readonly positions: readonly number[];
  /** What the cells are compared as: an expression index may fold them, as citext and collations do. */
  readonly fold: (text: string) => string;
  readonly predicate: Expression | null;
  readonly nullsNotDistinct: boolean;
}

/** Reads the unique indexes of a relation; positions are those in `columns`, the names of the written columns. */
export async function keysOf(
  { client, catalog }: { readonly client: Client; readonly catalog: Catalog },
  relation: Relation,
  columns: readonly string[],
): Promise<readonly Key[]> {
  const unique = relation.indexes.filter((index) => index.unique && index.valid);
  const citexts = relation.columns
    .filter((one) => undressed(typeOf(catalog, one.typeOid, one.typeModifier, one.type)).name === "citext")
    .map(({ name }) => name);
  const folds = await collationFolds(client, relation);
  const foldFor = (name: string, parts: readonly Operand[], names: readonly string[]): Key["fold"] => {
    const own = foldOf(
      parts,
      citexts.some((one) => names.includes(one)),
    );
    const byCollation = folds.get(name);
    return byCollation === undefined ? own : (text) => byCollation(own(text));
  };
  const keys: Key[] = [];
  for (const index of unique) {
    const parts = await partsOf(relation, index);
    const names = [...new Set(parts.flatMap(columnsOf))];
    const positions = names.map((name) => columns.indexOf(name)).filter((position) => position >= 0);
    // A key over a generated column cannot be followed here: the server will.
    if (positions.length < names.length || positions.length === 0) continue;
    keys.push({
      name: index.name,
      positions,
      fold: foldFor(index.name, parts, names),
      predicate: await predicateOf(index, names),
      nullsNotDistinct: index.nullsNotDistinct,
    });
  }
  for (const excluding of relation.constraints.filter(isEquality)) {
    const names = excluding.columns.map((attnum) => columnName(relation, attnum));
    const positions = names.map((name) => columns.indexOf(name));
    if (positions.includes(-1)) continue;
    const fold = foldFor(excluding.name, [], names);
    keys.push({ name: excluding.name, positions, fold, predicate: null, nullsNotDistinct: false });
  }
  return keys;
}

/** An exclusion by nothing but equality is a key by another name. */
function isEquality({ kind, columns, definition }: Constraint): boolean {
  return kind === "exclusion" && definition.split(/ WITH =(?=[,)])/).length === columns.length + 1;
}

/** Null also where it only leaves out rows with NULL in the key, which every key does unless it says otherwise. */
async function predicateOf(
  { predicate, nullsNotDistinct }: Index,
  names: readonly string[],
): Promise<Expression | null> {
  if (predicate === null) return null;
  const found = await readExpression(predicate);
  const idle = (part: Expression): boolean =>
    part.kind === "and"
      ? part.parts.every(idle)
      : part.kind === "null" && part.negated && part.operand.kind === "column" && names.includes(part.operand.name);
  return !nullsNotDistinct && idle(found) ? null : found;
}

const cased: ReadonlySet<string> = new Set(["lower", "upper"]);

/** As the server folds, where it only folds case; more than it does, where the index computes something else. */
function foldOf(parts: readonly Operand[], ignoresCase: boolean): Key["fold"] {
  const plain = parts.every(
    (part) =>
      part.kind === "column" ||
      (part.kind === "call" && cased.has(part.name) && part.arguments.every(({ kind }) => kind === "column")),
  );
  if (!plain) return (text) => text.toLowerCase().replaceAll(" ", "");
  return ignoresCase || parts.some(({ kind }) => kind === "call") ? (text) => text.toLowerCase() : (text) => text;
}

async function partsOf(relation: Relation, index: Index): Promise<readonly Operand[]> {
  if (index.columns.includes(0)) return readIndexKeys(index.definition);
  const named = index.columns.map((attnum) => columnName(relation, attnum));
  return named.map((name) => ({ kind: "column", name }));
}

/** Remembers the keys of rows, so that no key is made twice. */
export interface KeyBook {
  /** The first key that the row would break; null when it fits. */
  conflict(row: readonly Text[]): Key | null;
  /** A key over some of the cells, which leaves them no more values; null where there is none. */
  over(positions: readonly number[]): Key | null;
  enter(row: readonly Text[]): void;
  /** The row was not taken after all. */
  leave(row: readonly Text[]): void;
}

// After so many rows in a row that a key let pass it is hardly ever broken: the server refuses the few that break it.
const calm = 50_000;
// Of a key that rows go on to break, so many are kept; what is behind them the server refuses.
const most = 1_000_000;

export function keyBook(keys: readonly Key[], columns: readonly string[]): KeyBook {
  const books = keys.map((key) => ({ key, seen: new Set<number>(), passed: 0 }));
  const entry = (key: Key, row: readonly Text[]): number | null => {
    if (key.predicate !== null && holds(key.predicate, (name) => row[columns.indexOf(name)]) === false) return null;
    const cells = key.positions.map((position) => row[position] ?? null);
    if (cells.includes(null) && !key.nullsNotDistinct) return null;
    return hash32(key.fold(cells.length === 1 ? String(cells[0]) : JSON.stringify(cells)));
  };
  return {
    conflict(row) {
      for (const book of books) {
        const made = book.passed < calm ? entry(book.key, row) : null;
        if (made === null || !book.seen.has(made)) continue;
        book.passed = 0;
        return book.key;
      }
      return null;
    },
    over(positions) {
      return keys.find((key) => key.positions.some((position) => positions.includes(position))) ?? null;
    },
    enter(row) {
      for (const book of books) {
        const made = book.passed < calm ? entry(book.key, row) : null;
        if (made === null) continue;
        if (book.seen.size < most) book.seen.add(made);
        if (++book.passed === calm) book.seen.clear();
      }
    },
    leave(row) {
      for (const { key, seen } of books) seen.delete(entry(key, row) ?? -1);
    },
  };
}

// Keys of rows that are there already are read up to this number; what is behind it the server refuses.
const remembered = 5000;

/** Enters the rows that the table holds already. @returns them, with their cells in the order of `columns` */
export async function enterExisting(
  client: Client,
  relation: Relation,
  columns: readonly string[],
  book: KeyBook,
): Promise<readonly (readonly Text[])[]> {
  const cells = columns.map((name) => `${identifier(name)}::text`).join(", ");
  const found = await client.query<Text[]>({
    text: `select ${cells} from ${ownRows(relation)} limit ${remembered}`,
    rowMode: "array",
  });
  for (const row of found.rows) book.enter(row);
  return found.rows;
}

/** Whether a predicate is true on a row; null where this cannot be told without the server. */
export function holds(part: Expression, cell: (name: string) => Text | undefined): boolean | null {
  switch (part.kind) {
    case "and":
    case "or": {
      const found = part.parts.map((inner) => holds(inner, cell));
      const decisive = part.kind === "or";
      if (found.includes(decisive)) return decisive;
      return found.includes(null) ? null : !decisive;
    }
    case "not": {
      const inner = holds(part.part, cell);
      return inner === null ? null : !inner;
    }
    case "null":
      return part.operand.kind === "column" ? (cell(part.operand.name) === null) !== part.negated : null;
    case "truth":
      return part.operand.kind === "column" ? /^t/.test(cell(part.operand.name) ?? "f") === part.value : null;
    case "compare": {
      if (part.left.kind !== "column" || part.right.kind !== "constant" || !/^(=|<>)$/.test(part.operator)) return null;
      const found = cell(part.left.name);
      if (found === null || found === undefined) return false;
      return (found === part.right.text) === (part.operator === "=");
    }
    case "in": {
      if (part.operand.kind !== "column" || part.values.some(({ kind }) => kind !== "constant")) return null;
      const found = cell(part.operand.name);
      if (found === null || found === undefined) return false;
      return part.values.some((value) => value.kind === "constant" && value.text === found) !== part.negated;
    }
    default:
      return null;
  }
}
