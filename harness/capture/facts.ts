import type { Client } from "pg";
import type { Catalog, Column, Oid, Relation } from "../model/catalog.ts";
import type { Facts, Fingerprint, Reach } from "../model/evidence.ts";
import type { LedgerRow } from "../model/ledger.ts";
import { identifier } from "../sql/quote.ts";
import { readCatalog } from "./catalog.ts";
import { fingerprints } from "./fingerprint.ts";
import { pinned } from "./pinned.ts";
import { from } from "./source.ts";
import { printingOf } from "./value.ts";

/** Which tables are judged, and by which key their rows are told apart; both are the caller's to say. */
export interface Judged {
  holdsRows(relation: Relation): boolean;
  identityOf(relation: Relation): readonly number[] | null;
}

/**
 * Writes down what a database holds: its catalog, and a fingerprint of every table. Judges nothing.
 * @param inTransaction the connection is in a transaction already, whose changes are to be seen
 */
export async function facts(
  client: Client,
  judged: Judged,
  ledger: readonly LedgerRow[],
  inTransaction = false,
): Promise<Facts> {
  const catalog = await readCatalog(client, inTransaction);
  const read = async (): Promise<Facts> => ({
    catalog,
    fingerprints: await digests(client, catalog, judged),
    reaches: await reaches(client, catalog.relations.filter(judged.holdsRows)),
    ledger,
  });
  return pinned(client, read, inTransaction);
}

async function digests(client: Client, catalog: Catalog, judged: Judged): Promise<Record<Oid, Fingerprint>> {
  const asked = catalog.relations
    .filter(judged.holdsRows)
    .map((relation) => ({ relation, identity: judged.identityOf(relation) }));
  const found = await fingerprints(client, asked, printingOf(catalog));
  return Object.fromEntries(found.map((fingerprint, at) => [asked[at]?.relation.oid, fingerprint]));
}

/** How far the columns reach that draw from a sequence. */
async function reaches(client: Client, relations: readonly Relation[]): Promise<readonly Reach[]> {
  const asked = relations.flatMap((relation) =>
    relation.columns.filter(drawsNumbers).map((column) => ({ relation, column })),
  );
  if (asked.length === 0) return [];
  // One round trip for all: these are many small questions.
  const parts = asked.map(
    ({ relation, column }) =>
      `(${relation.oid}::oid, ${column.attnum}, (select array[${edge("min", column)}, ${edge("max", column)}] from ${from(relation)}))`,
  );
  const { rows } = await client.query<Reach>(
    `select relation, attnum, edges[1] as min, edges[2] as max from (values ${parts.join(", ")}) as asked (relation, attnum, edges)`,
  );
  return rows;
}

/** As a whole number; NaN and the infinities are no place on the line. */
function edge(side: "min" | "max", column: Column): string {
  const name = identifier(column.name);
  if (!column.type.startsWith("numeric")) return `${side}(${name})::text`;
  return `${side === "min" ? "ceil" : "floor"}(${side}(${name}) filter (where ${name}::text ~ '[0-9]'))::text`;
}

function drawsNumbers(column: Column): boolean {
  return column.sequence !== null && /^(smallint|integer|bigint|numeric\b.*)$/.test(column.type);
}
