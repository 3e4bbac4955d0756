import type { Catalog, Column, Oid, UserType } from "../model/catalog.ts";
import { identifier, literal } from "../sql/quote.ts";

/** Labels that a candidate renamed: enum type to (label now → label before). */
export type RenamedLabels = ReadonlyMap<Oid, ReadonlyMap<string, string>>;

/** Attributes as they were before the candidate: composite type to attnums, in order. */
export type FormerAttributes = ReadonlyMap<Oid, readonly number[]>;

/** What must be known of a database to print its values so that they can be compared with another's. */
export interface Printing {
  readonly types: ReadonlyMap<Oid, UserType>;
  readonly labels: RenamedLabels;
  readonly attributes: FormerAttributes;
}

export function printingOf(catalog: Catalog): Printing {
  return { types: byOid(catalog), labels: new Map(), attributes: new Map() };
}

/** Prints values of `after` in the words of `before`: renamed labels under their old name, composites by their old attributes. */
export function printingAsBefore(before: Catalog, after: Catalog): Printing {
  const former = byOid(before);
  const labels = new Map<Oid, Map<string, string>>();
  const attributes = new Map<Oid, readonly number[]>();
  for (const type of after.types) {
    const old = former.get(type.oid);
    if (old === undefined) continue;
    const names = new Map(old.labels.map(({ oid, label }) => [oid, label]));
    const renamed = type.labels.flatMap(({ oid, label }) => {
      const name = names.get(oid);
      return name === undefined || name === label ? [] : [[label, name] as const];
    });
    if (renamed.length > 0) labels.set(type.oid, new Map(renamed));
    const attnums = old.attributes.map(({ attnum }) => attnum);
    if (attnums.join() !== type.attributes.map(({ attnum }) => attnum).join()) attributes.set(type.oid, attnums);
  }
  return { types: byOid(after), labels, attributes };
}

function byOid(catalog: Catalog): ReadonlyMap<Oid, UserType> {
  return new Map(catalog.types.map((type) => [type.oid, type]));
}

/**
 * SQL that prints a value exactly: two values print alike only if nothing tells them apart.
 *
 * A cast to text is the type's output function for all types but `char(n)`, whose cast strips the
 * padding, and the `reg…` types, which print a name that any rename changes.
 */
export function exactText(value: string, column: Pick<Column, "typeOid">, printing: Printing): string {
  const type = undomained(column.typeOid, printing);
  if (type === undefined) return `${value}::text`;
  if (type.schema === "pg_catalog" && type.name === "bpchar") return `textin(bpcharout(${value}))`;
  if (type.schema === "pg_catalog" && type.name.startsWith("reg")) return `${value}::oid::text`;
  return isAltered(type, printing) ? asBefore(value, type, printing) : `${value}::text`;
}

/** Whether values of the type print otherwise than before the candidate: by a label or an attribute somewhere within. */
function isAltered(type: UserType, printing: Printing): boolean {
  const within = (oid: Oid | null): boolean => {
    const inner = oid === null ? undefined : undomained(oid, printing);
    return inner !== undefined && isAltered(inner, printing);
  };
  return (
    printing.labels.has(type.oid) ||
    printing.attributes.has(type.oid) ||
    type.attributes.some(({ typeOid }) => within(typeOid)) ||
    (type.kind === "array" && within(type.base))
  );
}

function asBefore(value: string, type: UserType, printing: Printing): string {
  const labels = printing.labels.get(type.oid);
  if (labels !== undefined) return relabelled(`${value}::text`, labels);
  if (type.kind === "composite") return formerRow(value, type, printing);
  return type.kind === "array" ? formerArray(value, type, printing) : `${value}::text`;
}

/** Resolves domains to the type below them. */
export function undomained(oid: Oid, printing: Printing): UserType | undefined {
  const type = printing.types.get(oid);
  return type?.kind === "domain" && type.base !== null ? undomained(type.base, printing) : type;
}

function relabelled(text: string, labels: ReadonlyMap<string, string>): string {
  const cases = [...labels].map(([now, before]) => `when ${literal(now)} then ${literal(before)}`);
  return `case ${text} ${cases.join(" ")} else ${text} end`;
}

/** Arrays of up to two dimensions are printed as before; a deeper one shows as changed, which is safe. */
function formerArray(value: string, { base }: UserType, printing: Printing): string {
  const element = (place: string) => exactText(`(${value})${place}`, { typeOid: base ?? 0 }, printing);
  return `case array_ndims(${value})
    when 1 then ${bounds(value)} || (select array_agg(${element("[i]")} order by i)::text from generate_subscripts(${value}, 1) i)
    when 2 then ${bounds(value)} || (select array_agg(line order by i)::text from (
      select i, array_agg(${element("[i][j]")} order by j) as line
      from generate_subscripts(${value}, 1) i, generate_subscripts(${value}, 2) j group by i) lines)
    else ${value}::text end`;
}

/** What an array that does not count from 1 prints in front. */
function bounds(value: string): string {
  return `case when array_lower(${value}, 1) = 1 and coalesce(array_lower(${value}, 2), 1) = 1 then '' else array_dims(${value}) || '=' end`;
}

function formerRow(value: string, type: UserType, printing: Printing): string {
  const attnums = printing.attributes.get(type.oid) ?? type.attributes.map(({ attnum }) => attnum);
  const fields = attnums.map((attnum) => {
    const now = type.attributes.find((attribute) => attribute.attnum === attnum);
    return now === undefined ? "null" : exactText(`(${value}).${identifier(now.name)}`, now, printing);
  });
  return `case when ${value} is distinct from null then row(${fields.join(", ")})::text end`;
}

/** Types whose equality is identity, with the hash that is cheaper than that of their text. */
const typedHashes: Readonly<Record<string, (value: string, key: string) => string>> = {
  int2: (value, key) => `hashint8extended(${value}::int8, ${key})`,
  int4: (value, key) => `hashint8extended(${value}::int8, ${key})`,
  int8: (value, key) => `hashint8extended(${value}, ${key})`,
  bool: (value, key) => `hashint4extended(${value}::int4, ${key})`,
  uuid: (value, key) => `uuid_hash_extended(${value}, ${key})`,
  timestamp: (value, key) => `timestamp_hash_extended(${value}, ${key})`,
  timestamptz: (value, key) => `timestamp_hash_extended(${value} at time zone 'UTC', ${key})`,
  date: (value, key) =>
    `case when isfinite(${value}) then hashint4extended(${value} - '2000-01-01'::date, ${key}) else ${textHash(`${value}::text`, key)} end`,
  float4: (value, key) => floatHash("hashfloat4extended", value, key),
  float8: (value, key) => floatHash("hashfloat8extended", value, key),
};

function textHash(text: string, key: string): string {
  return `hashtextextended(${text} collate "C", ${key})`;
}

/** Zero alone has two values that are equal, 0 and -0. */
function floatHash(hash: string, value: string, key: string): string {
  return `case when ${value} <> 0 then ${hash}(${value}, ${key}) else ${textHash(`${value}::text`, key)} end`;
}

/** The type's name where it has a hash of its own; values of the three integer types hash alike. */
export function hashClass(column: Pick<Column, "typeOid">, printing: Printing): string {
  const type = printing.types.get(column.typeOid);
  if (type === undefined || type.schema !== "pg_catalog" || !(type.name in typedHashes)) return "text";
  return type.name.startsWith("int") ? "int" : type.name;
}

/**
 * SQL that hashes a value, bound to its row by the row's hash; NULL is a value of its own.
 * @param asText take the text's hash, because the other side has another type
 */
export function valueHash(
  value: string,
  column: Pick<Column, "typeOid">,
  printing: Printing,
  key: string,
  asText = false,
): string {
  return `coalesce(${presentHash(value, column, printing, key, asText)}, hashint8extended(${key}, 1))`;
}

/** The same, NULL for NULL. */
export function presentHash(
  value: string,
  column: Pick<Column, "typeOid">,
  printing: Printing,
  key: string,
  asText = false,
): string {
  const type = printing.types.get(column.typeOid);
  const typed = asText || type === undefined || type.schema !== "pg_catalog" ? undefined : typedHashes[type.name];
  return typed?.(value, key) ?? textHash(exactText(value, column, printing), key);
}
