import type { Column, Relation } from "../model/catalog.ts";
import { HarnessError } from "../model/error.ts";
import { identifier, qualified } from "../sql/quote.ts";
import { exactText, type Printing } from "./value.ts";

/** One side of a comparison: a relation, and how to print what it holds. */
export interface Source {
  readonly relation: Relation;
  readonly printing: Printing;
}

/** The FROM item; plain inheritance is read without its children, a partitioned table with its partitions. */
export function from(relation: Relation): string {
  return relation.kind === "r" ? `only ${qualified(relation)}` : qualified(relation);
}

/** Asked for something that the catalog does not hold: a bug of ours. */
export function missing(what: string): HarnessError {
  return new HarnessError({
    kind: "bug",
    code: "bug/not-in-catalog",
    step: "compare rows",
    message: `The catalog that was written down has no ${what}.`,
    remedy: "Please report this, with the migration that showed it.",
  });
}

export function columnOf(relation: Relation, attnum: number): Column {
  const column = relation.columns.find((candidate) => candidate.attnum === attnum);
  if (column === undefined) throw missing(`column ${attnum} of ${relation.schema}.${relation.name}`);
  return column;
}

/** A reference to a column of the row `t`. */
export function reference(column: Column): string {
  return `t.${identifier(column.name)}`;
}

/** A key column, and the column that stands for it on the other side. */
export interface KeyColumn {
  readonly column: Column;
  readonly partner: Column;
  /** The name of the partner's type, without its modifier. */
  readonly partnerType: string;
}

/** A key column that has nothing to be held against. */
export function ownKey(column: Column): KeyColumn {
  return { column, partner: column, partnerType: "" };
}

/** By type, the spelling that a key has in common with the same key under another type of the family. */
type Family = Readonly<Record<string, (value: string) => string>>;

const asNumber = (value: string) => `trim_scale(${value}::numeric)::text`;
const asInstant = (value: string) => `${value}::timestamp::text`;
const asText = (value: string) => `${value}::text`;
const asFolded = (value: string) => `lower(${value}::text)`;

const families: readonly Family[] = [
  { int2: asNumber, int4: asNumber, int8: asNumber, numeric: asNumber },
  { float4: (value) => `${value}::float4::text`, float8: (value) => `${value}::float4::text` },
  { date: asInstant, timestamp: asInstant, timestamptz: (value) => `(${value} at time zone 'UTC')::text` },
  { bpchar: asText, varchar: asText, text: asText },
  { uuid: asText, bpchar: asFolded, varchar: asFolded, text: asFolded },
];

/** SQL for the text that identifies a row; a key whose type was changed is spelt alike on both sides. */
export function keyText(source: Source, key: readonly KeyColumn[]): string {
  const texts = key.map((part) => keyPart(source, part));
  return texts.length === 1 ? `${texts[0]}` : `row(${texts.join(", ")})::text`;
}

function keyPart({ printing }: Source, { column, partner, partnerType }: KeyColumn): string {
  const value = reference(column);
  const own = printing.types.get(column.typeOid)?.name ?? "";
  const retyped = column.typeOid !== partner.typeOid || column.typeModifier !== partner.typeModifier;
  const family = retyped ? families.find((types) => own in types && partnerType in types) : undefined;
  return family?.[own]?.(value) ?? exactText(value, column, printing);
}

/** The hash of the row's key, in what `withKey` gives; no table calls a column of its own so. */
export const rowKey = 't."holdfast key"';

/**
 * The FROM item whose rows `t` carry their key's hash.
 * @param rows the FROM item of the rows `t` that it is computed from
 * @param key SQL for the hash
 */
export function withKey(rows: string, key: string): string {
  // The unused CTE keeps the planner from computing the key once for each column.
  return `(with once as (select) select ${key}::int8 as "holdfast key", t.* from ${rows}) t`;
}

/** The columns of a table's primary key; none where it has none. */
export function primaryKey(relation: Relation): readonly Column[] {
  const key = relation.indexes.find(({ primary }) => primary)?.columns ?? [];
  return key.map((attnum) => columnOf(relation, attnum));
}

/** SQL for what the expression at that place of `withValues` gives; no table calls a column of its own so. */
export function valueAt(place: number): string {
  return `t."holdfast value ${place}"`;
}

/**
 * The FROM item whose rows `t` carry what expressions over them give, each computed once. Within the expressions the
 * table goes by its own name. In COALESCE the server takes no set, and gives a literal a type.
 *
 * @param limit of how many rows, in the order of their primary key; by default all
 */
export function withValues(relation: Relation, expressions: readonly string[], limit: number | null = null): string {
  if (expressions.length === 0) return `${from(relation)} t`;
  const values = expressions.map((expression, place) => `coalesce(${expression}) as "holdfast value ${place}"`);
  const rows = limit === null ? from(relation) : firstRows(relation, limit);
  return `(select ${identifier(relation.name)}.*, ${values.join(", ")} from ${rows} offset 0) t`;
}

function firstRows(relation: Relation, limit: number): string {
  const key = primaryKey(relation).map(({ name }) => identifier(name));
  return `(select * from ${from(relation)} order by ${key.join(", ")} limit ${limit}) as ${identifier(relation.name)}`;
}

/** SQL for the hash of a row's key, the same on both sides for the same key. */
export function keyHash(source: Source, key: readonly KeyColumn[]): string {
  const [only] = key;
  if (key.length === 1 && only !== undefined && isInteger(only.column) && isInteger(only.partner)) {
    return `hashint8extended(${reference(only.column)}::int8, 0)`;
  }
  return `hashtextextended(${keyText(source, key)} collate "C", 0)`;
}

function isInteger(column: Column): boolean {
  return ["smallint", "integer", "bigint"].includes(column.type);
}

/** SQL for the text of a row's values in some columns; Postgres quotes what would make two rows look alike. */
export function rowText(source: Source, columns: readonly Column[]): string {
  return `row(${columns.map((column) => exactText(reference(column), column, source.printing)).join(", ")})::text`;
}
