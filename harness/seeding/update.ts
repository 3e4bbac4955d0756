import type { Client } from "pg";
import type { Column, Relation } from "../model/catalog.ts";
import type { Refusal } from "../model/seed.ts";
import { identifier } from "../sql/quote.ts";
import type { Budget } from "./copy.ts";
import type { Text } from "./judge.ts";
import { ownRows } from "./relations.ts";
import { attempted } from "./savepoint.ts";

/** Where a row is: ctid and tableoid, as text. */
export type Place = readonly [string, string];

/** New cells for one stored row. */
export interface Change {
  readonly place: Place;
  readonly cells: readonly Text[];
}

export interface Updated {
  readonly count: number;
  readonly refusal: Refusal | null;
}

/** Writes cells into rows that are there. A refused batch is halved as `load` does it; refused rows stay as they were. */
export async function update(
  client: Client,
  relation: Relation,
  columns: readonly Column[],
  changes: readonly Change[],
  budget: Budget,
): Promise<Updated> {
  if (changes.length === 0) return { count: 0, refusal: null };
  const tried = await attempt(client, relation, columns, changes);
  if (typeof tried === "number") return { count: tried, refusal: null };
  if (changes.length === 1 || budget.left <= 0) return { count: 0, refusal: tried };
  budget.left -= 2;
  const middle = changes.length >> 1;
  const first = await update(client, relation, columns, changes.slice(0, middle), budget);
  const second = await update(client, relation, columns, changes.slice(middle), budget);
  return { count: first.count + second.count, refusal: second.refusal ?? first.refusal ?? tried };
}

async function attempt(
  client: Client,
  relation: Relation,
  columns: readonly Column[],
  changes: readonly Change[],
): Promise<number | Refusal> {
  const cells = columns.map(({ name, type }, at) => `${identifier(name)} = (listed.cells ->> ${at + 2})::${type}`);
  const sql = `update ${ownRows(relation)} as changed set ${cells.join(", ")}
    from json_array_elements($1::json) as listed(cells)
    where changed.ctid = (listed.cells ->> 0)::tid and changed.tableoid = (listed.cells ->> 1)::oid`;
  const listed = JSON.stringify(changes.map((change) => [...change.place, ...change.cells]));
  const tried = await attempted(client, () => client.query(sql, [listed]));
  return tried.refusal ?? tried.result.rowCount ?? 0;
}

/** The places of stored rows and some of their cells, in the order in which they were written. */
export async function placesOf(
  client: Client,
  relation: Relation,
  columns: readonly Column[],
  limit: number,
): Promise<readonly Change[]> {
  const cells = columns.map(({ name }) => `${identifier(name)}::text`);
  const found = await client.query<Text[]>({
    text: `select ${["ctid::text", "tableoid::text", ...cells].join(", ")}
      from ${ownRows(relation)} order by tableoid, ctid limit ${limit}`,
    rowMode: "array",
  });
  return found.rows.map(([place, part, ...rest]) => ({ place: [place ?? "", part ?? ""], cells: rest }));
}
