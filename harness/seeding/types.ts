import type { Catalog, Oid, UserType } from "../model/catalog.ts";

/** A type as the generators see it: the modifier decoded, the parts resolved. */
export interface ValueType {
  /** What a cast is written with, modifiers included. */
  readonly sql: string;
  /** As pg_type.typname says: "int4", "varchar", "citext"; a user's own name for the kinds below. */
  readonly name: string;
  readonly kind: UserType["kind"];
  /** Characters of varchar and char, bits of bit, dimensions of vector; null where nothing limits it. */
  readonly length: number | null;
  /** Digits of a numeric, digits after the second of a time; null where nothing limits it. */
  readonly precision: number | null;
  /** Digits after a numeric's point. */
  readonly scale: number;
  readonly labels: readonly string[];
  /** An array's element, a range's subtype, a multirange's range, a domain's base. */
  readonly inner: ValueType | null;
  readonly attributes: readonly { readonly name: string; readonly type: ValueType }[];
  /** A domain's checks, over the column "value". */
  readonly checks: readonly string[];
  /** A domain that refuses NULL, or stands on one that does; a check may refuse it as well. */
  readonly notNull: boolean;
}

const timed: ReadonlySet<string> = new Set(["timestamp", "timestamptz", "time", "timetz"]);
const sized: ReadonlySet<string> = new Set(["varchar", "bpchar"]);

/** Resolves the type of a column, an attribute or a domain's base. */
export function typeOf(catalog: Catalog, oid: Oid, modifier: number, sql: string): ValueType {
  const found = catalog.types.find((type) => type.oid === oid);
  const name = found?.name ?? sql;
  const inner = found === undefined ? null : innerOf(catalog, found, modifier);
  const numeric = name === "numeric" && modifier >= 4;
  const scale = (modifier - 4) & 0x7ff;
  return {
    sql,
    name,
    kind: found?.kind ?? "base",
    length: modifier < 0 || numeric || timed.has(name) ? null : sized.has(name) ? modifier - 4 : modifier,
    precision: numeric ? ((modifier - 4) >> 16) & 0xffff : timed.has(name) && modifier >= 0 ? modifier : null,
    // The scale is stored in eleven bits with a sign.
    scale: numeric ? (scale ^ 1024) - 1024 : 0,
    labels: found?.labels.map(({ label }) => label) ?? [],
    inner,
    attributes: (found?.attributes ?? []).map((part) => ({
      name: part.name,
      type: typeOf(catalog, part.typeOid, part.typeModifier, part.type),
    })),
    checks: found?.checks.map(({ expression }) => expression) ?? [],
    notNull: found?.kind === "domain" && (found.notNull || inner?.notNull === true),
  };
}

function innerOf(catalog: Catalog, type: UserType, modifier: number): ValueType | null {
  if (type.base === null || type.kind === "base") return null;
  // An array's modifier is its elements'; a domain brings its own.
  const innerModifier = type.kind === "array" ? modifier : type.baseModifier;
  return typeOf(catalog, type.base, innerModifier, type.baseType ?? "text");
}

/** The type below all domains. */
export function undressed(type: ValueType): ValueType {
  return type.kind === "domain" && type.inner !== null ? undressed(type.inner) : type;
}

/** A domain's checks, and those of the domains that it stands on. */
export function checksOf(type: ValueType): readonly string[] {
  return type.kind === "domain" && type.inner !== null ? [...type.checks, ...checksOf(type.inner)] : [];
}

/** Whether a domain with checks or NOT NULL is anywhere in the type. */
export function isConstrained(type: ValueType): boolean {
  if (type.kind === "domain" && (type.checks.length > 0 || type.notNull)) return true;
  return (type.inner !== null && isConstrained(type.inner)) || type.attributes.some((part) => isConstrained(part.type));
}

const textual: ReadonlySet<string> = new Set(["text", "varchar", "bpchar", "citext", "name"]);

/** Whether values are texts. */
export function isText(type: ValueType): boolean {
  return textual.has(undressed(type).name);
}

/** Whether values are whole numbers, which can count up. */
export function isWhole(type: ValueType): boolean {
  return /^(int[248]|oid)$/.test(undressed(type).name);
}
