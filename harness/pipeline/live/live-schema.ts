import type { Catalog, Relation } from "../../model/catalog.ts";
import type { Schema } from "../../model/schema.ts";
import { flatten, schemaOf } from "../../schema/index.ts";
import { shownName } from "../../sql/quote.ts";
import { isAt } from "../../text/ledger.ts";
import type { Look } from "./look.ts";

/**
 * The live schema without the ledgers: those are judged as ledgers.
 *
 * @param made whether the history makes a table of this name, which is a table like others then, whatever it looks like
 */
export function liveSchema(look: Look, made: (relation: Relation) => boolean): Schema {
  const schema = flatten(look.catalog, {
    postgres: look.server.major,
    owner: ownerOf(look.catalog),
    leaveOut: (relation) => isLedger(look, relation) && !made(relation),
  });
  const home = shownName(look.ledger.location.schema);
  // A schema that waits for the ledger is the ledger's as well.
  const isWaiting = home !== "public" && schema.objects.filter((object) => schemaOf(object) === home).length === 1;
  if (!isWaiting) return schema;
  return { ...schema, objects: schema.objects.filter(({ kind, name }) => kind !== "schema" || name !== home) };
}

/** Whether a relation is the history's ledger, or another tool's. */
export function isLedger({ ledger, others }: Look, { schema, name }: Relation): boolean {
  return [ledger.location, ...others].some((location) => isAt(location, { schema, table: name }));
}

/** Foreign ones and ledgers among them. */
export function tablesOf({ catalog }: Look): readonly Relation[] {
  return catalog.relations.filter(({ kind }) => "rpf".includes(kind));
}

/** Who owns most of the tables: what the scratch server's owner is held against. */
export function ownerOf({ relations }: Catalog): string | null {
  const owned = new Map<string, number>();
  for (const { owner } of relations) owned.set(owner, (owned.get(owner) ?? 0) + 1);
  const [most] = [...owned].toSorted(([, left], [, right]) => right - left);
  return most?.[0] ?? null;
}
