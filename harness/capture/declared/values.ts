import type { Client } from "pg";
import type { Column, Oid, Relation, UserType } from "../../model/catalog.ts";
import { type Source, valueAt, withValues } from "../source.ts";
import { exactText, type Printing, undomained } from "../value.ts";

/** What an expression gives, held against a column of now: SQL over the row `t` of `withValues`. */
export interface Expected {
  /** The value's text, spelt as `foundText` spells the column's. */
  readonly text: string;
  /** The text of a value that the column's type cannot hold as it is; NULL where it can. */
  readonly unheld: string;
}

/** How values of a column are spelt so that what its type takes for the same is spelt alike. */
type Spelling = "exact" | "stripped" | "trimmed";

function spellingOf({ typeOid, typeModifier }: Pick<Column, "typeOid" | "typeModifier">, printing: Printing): Spelling {
  const type = undomained(typeOid, printing);
  if (type?.schema !== "pg_catalog") return "exact";
  if (type.name === "bpchar") return "stripped";
  return type.name === "numeric" && modifierOf(typeOid, typeModifier, printing) !== -1 ? "trimmed" : "exact";
}

/** A domain's column has none of its own. */
function modifierOf(typeOid: Oid, modifier: number, printing: Printing): number {
  const type = printing.types.get(typeOid);
  if (type?.kind !== "domain" || type.base === null) return modifier;
  return modifierOf(type.base, type.baseModifier, printing);
}

function spelt(value: string, spelling: Spelling, exact: (value: string) => string): string {
  if (spelling === "stripped") return `${value}::text`;
  return spelling === "trimmed" ? `trim_scale(${value})::text` : exact(value);
}

/** SQL for the text of a column of now. */
export function foundText(value: string, column: Column, printing: Printing): string {
  return spelt(value, spellingOf(column, printing), (exact) => exactText(exact, column, printing));
}

const numeric = 1700;

/**
 * What the expression at a place of `withValues` gives, as the column's type but without its length or scale. A cast
 * that nobody wrote must not take anything from the value on its way.
 */
export async function expectedOf(
  { client, relation, printing }: Source & { readonly client: Client },
  expression: string,
  place: number,
  column: Column,
  now: Printing,
): Promise<Expected> {
  const value = valueAt(place);
  const own = await typeOf(client, relation, expression);
  const type = await typeKnown(client, undomained(column.typeOid, now)?.oid ?? column.typeOid);
  // A type that the candidate makes is not there yet.
  if (type === null) return { text: `(${value})::text`, unheld: "null::text" };
  const cast = `(${value})::${type}`;
  const text = spelt(cast, spellingOf(column, now), (exact) => exactText(`(${exact})`, oidOf(column, now), printing));
  const literal = /^\s*'(?:[^']|'')*'\s*$/.test(expression);
  if (literal || own.name === type) return { text, unheld: "null::text" };
  const print = (given: string) => (own.oid === numeric ? `trim_scale(${given})::text` : `(${given})::text`);
  const [there, back] = [print(value), print(`(${cast})::${own.name}`)];
  return { text, unheld: `case when ${back} collate "C" is distinct from ${there} collate "C" then ${there} end` };
}

function oidOf(column: Column, printing: Printing): Pick<Column, "typeOid"> {
  const type: UserType | undefined = undomained(column.typeOid, printing);
  return { typeOid: type?.oid ?? column.typeOid };
}

async function typeOf(client: Client, relation: Relation, expression: string) {
  const { fields } = await client.query(`select ${valueAt(0)} from ${withValues(relation, [expression])} limit 0`);
  const oid = fields[0]?.dataTypeID ?? 0;
  return { oid, name: (await typeKnown(client, oid)) ?? "text" };
}

/** The type's name without a length or scale, which also "character" alone would have; null where there is none of that oid. */
async function typeKnown(client: Client, oid: Oid): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(
    "select format_type(oid, -1) as name from pg_catalog.pg_type where oid = $1",
    [oid],
  );
  return rows[0]?.name ?? null;
}
