import { printed } from "./printed.ts";
import { shownName } from "./quote.ts";
import { as, isTree, members, stringOf, type Tree } from "./tree.ts";
import { literalOf } from "./values.ts";

/** What Postgres prints for the names that its catalog has. */
export const shownTypes: ReadonlyMap<string, string> = new Map([
  ["int2", "smallint"],
  ["int4", "integer"],
  ["int8", "bigint"],
  ["int", "integer"],
  ["serial2", "smallint"],
  ["serial4", "integer"],
  ["serial8", "bigint"],
  ["smallserial", "smallint"],
  ["serial", "integer"],
  ["bigserial", "bigint"],
  ["decimal", "numeric"],
  ["float4", "real"],
  ["float8", "double precision"],
  ["bool", "boolean"],
  ["varchar", "character varying"],
  ["bpchar", "character"],
  ["varbit", "bit varying"],
  ["timestamp", "timestamp without time zone"],
  ["timestamptz", "timestamp with time zone"],
  ["time", "time without time zone"],
  ["timetz", "time with time zone"],
]);

/** The type of a column's definition, as Postgres prints types; null where there is none. */
export function typeText(typeName: unknown): string | null {
  if (!isTree(typeName)) return null;
  const names = members(typeName.names).flatMap((name) => stringOf(name) ?? []);
  const own = names[0] === "pg_catalog" ? names.slice(1) : names;
  const [name = ""] = own;
  const ends = typeName.arrayBounds === undefined ? "" : "[]";
  if (own.length === 1 && name === "interval" && typeName.typmods !== undefined) {
    return printed({ TypeName: { ...typeName, arrayBounds: undefined } }) + ends;
  }
  const shown = own.length === 1 ? (shownTypes.get(name) ?? (name === "char" ? '"char"' : undefined)) : undefined;
  return withModifiers(shown ?? shownName(...own), modifiersOf(typeName)) + ends;
}

/** serial, which also brings a sequence and NOT NULL. */
export function isSerial(typeName: unknown): boolean {
  const names = isTree(typeName) ? members(typeName.names) : [];
  return names.length === 1 && /^(?:small|big)?serial[248]?$/.test(stringOf(names[0]) ?? "");
}

function modifiersOf(typeName: Tree): string {
  const given = members(typeName.typmods).map((one) => literalOf(one) ?? columnOf(one));
  return given.length === 0 ? "" : `(${given.join(",")})`;
}

/** As in geometry(Point,4326). */
function columnOf(modifier: unknown): string {
  return stringOf(members(as("ColumnRef", modifier)?.fields)[0]) ?? "";
}

/** timestamp(3) with time zone. */
function withModifiers(type: string, modifiers: string): string {
  return type.replace(/^\S+(?= with)|^(?!\S+ with).*$/s, (word) => word + modifiers);
}
