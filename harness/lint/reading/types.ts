import { shownTypes } from "../../sql/type-text.ts";

/** A type as far as its name tells, such as "numeric" with the limits 10 and 2. */
export interface Type {
  readonly family: string;
  readonly limits: readonly number[];
  readonly array: boolean;
}

/** Reads a type as Postgres prints it: "character varying(255)[]", "timestamp(3) with time zone". */
export function typeNamed(printed: string): Type {
  const inBrackets = /\(([\d\s,-]+)\)/.exec(printed)?.[1] ?? "";
  const family = printed
    .replace(/^pg_catalog\./, "")
    .replace(/\([\d\s,-]*\)/, "")
    .replace(/(?:\[\d*\])+$/, "")
    .trim();
  const limits = inBrackets === "" ? [] : inBrackets.split(",").map(Number);
  return {
    family: families.get(family) ?? family,
    limits: family === "character" && limits.length === 0 ? [1] : limits,
    array: printed.endsWith("]"),
  };
}

/** Casts inside of an expression stand as they were written. */
const families: ReadonlyMap<string, string> = new Map([...shownTypes, ["char", "character"]]);

/** Whole numbers, by the digits of their largest. */
export const digits: ReadonlyMap<string, number> = new Map([
  ["smallint", 5],
  ["integer", 10],
  ["bigint", 19],
]);
/** Floating numbers, by the digits that they keep exactly. */
export const exact: ReadonlyMap<string, number> = new Map([
  ["real", 6],
  ["double precision", 15],
]);
export const texts: ReadonlySet<string> = new Set([
  "text",
  "character varying",
  "character",
  "citext",
  "name",
  '"char"',
]);
export const moments: ReadonlySet<string> = new Set(["timestamp without time zone", "timestamp with time zone"]);
export const clocks: ReadonlySet<string> = new Set([...moments, "time without time zone", "time with time zone"]);

const known: ReadonlySet<string> = new Set([
  ...["text", "character varying", "character", ...clocks, ...digits.keys(), ...exact.keys()],
  ...["numeric", "date", "boolean", "uuid", "json", "jsonb", "inet", "cidr"],
]);

const kinds: readonly ReadonlySet<string>[] = [texts, moments, new Set([...digits.keys(), ...exact.keys(), "numeric"])];

const sameBytes = [new Set(["text", "character varying"]), moments];

/** Not a domain, an enum or another type whose name does not tell what it holds. */
export function isBuiltIn({ family }: Type): boolean {
  return known.has(family) || family.startsWith("bit");
}

/** Values of the one can stand for values of the other: both are texts, numbers, or points in time. */
export function isAlike(one: Type, other: Type): boolean {
  if (one.array !== other.array) return false;
  return one.family === other.family || kinds.some((kind) => kind.has(one.family) && kind.has(other.family));
}

/** The server writes every row anew for the change; false also where the names alone do not tell. */
export function isRewritten(from: Type | null, to: Type): boolean {
  if (from === null || !known.has(from.family) || !known.has(to.family)) return false;
  if (from.array !== to.array) return true;
  if (from.family === "numeric" && to.family === "numeric") {
    return to.limits.length > 0 && (from.limits[1] ?? 0) !== (to.limits[1] ?? 0);
  }
  if (from.family === to.family) return from.family === "character" && from.limits[0] !== to.limits[0];
  const alike = sameBytes.some((set) => set.has(from.family) && set.has(to.family));
  return !alike && !(from.family === "cidr" && to.family === "inet");
}
