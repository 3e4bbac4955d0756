import type { Client } from "pg";
import type { Column, Relation } from "../model/catalog.ts";
import type { Refusal } from "../model/seed.ts";
import { identifier, qualified } from "../sql/quote.ts";
import { type Budget, refusalOf } from "./copy.ts";
import type { Text } from "./judge.ts";

/** New cells for one stored row. */
export interface Change {
  /** Where the row is: ctid and tableoid, as text. */
  readonly place: readonly [string, string];
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
  const sql = `update ${relation.kind === "p" ? "" : "only "}${qualified(relation)} as changed set ${cells.join(", ")}
    from json_array_elements($1::json) as listed(cells)
    where changed.ctid = (listed.cells ->> 0)::tid and changed.tableoid = (listed.cells ->> 1)::oid`;
  await client.query("savepoint holdfast_update");
  try {
    const done = await client.query(sql, [JSON.stringify(changes.map((change) => [...change.place, ...change.cells]))]);
    return done.rowCount ?? 0;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    await client.query("rollback to savepoint holdfast_update");
    return refusal;
  } finally {
    await client.query("release savepoint holdfast_update");
  }
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
      from ${relation.kind === "p" ? "" : "only "}${qualified(relation)} order by tableoid, ctid limit ${limit}`,
    rowMode: "array",
  });
  return found.rows.map(([place, part, ...rest]) => ({ place: [place ?? "", part ?? ""], cells: rest }));
}
