import type { Client } from "pg";
import type { Catalog, Relation } from "../model/catalog.ts";
import { kinds } from "./kinds/index.ts";
import type { OnRelation } from "./kinds/kind.ts";
import { readDefinitions } from "./kinds/sequences.ts";
import { pinned } from "./pinned.ts";

/**
 * Reads what a database holds, but for its rows, in one snapshot. Leaves the connection as it was.
 * @param inTransaction the connection is in a transaction already, whose changes are to be seen
 */
export async function readCatalog(client: Client, inTransaction = false): Promise<Catalog> {
  return pinned(client, () => catalogIn(client, { positions: true }), inTransaction);
}

/**
 * Reads what a database holds, but for its rows, by SELECT alone, in the transaction that the caller has open and with
 * the settings that it has pinned.
 *
 * @param positions whether to ask each sequence how far it is, for which each must be readable
 */
export async function catalogIn(client: Client, { positions }: { readonly positions: boolean }): Promise<Catalog> {
  const relations = await kinds.relations.read(client);
  const columns = byRelation(await kinds.columns.read(client));
  const constraints = byRelation(await kinds.constraints.read(client));
  const indexes = byRelation(await kinds.indexes.read(client));
  const policies = byRelation(await kinds.policies.read(client));
  const triggers = byRelation(await kinds.triggers.read(client));
  return {
    relations: relations.map(
      (relation): Relation => ({
        ...relation,
        columns: columns.get(relation.oid) ?? [],
        constraints: constraints.get(relation.oid) ?? [],
        indexes: indexes.get(relation.oid) ?? [],
        policies: policies.get(relation.oid) ?? [],
        triggers: triggers.get(relation.oid) ?? [],
      }),
    ),
    sequences: positions
      ? await kinds.sequences.read(client)
      : (await readDefinitions(client)).map((definition) => ({ ...definition, next: null })),
    types: await kinds.types.read(client),
    schemas: await kinds.schemas.read(client),
    extensions: await kinds.extensions.read(client),
    routines: await kinds.routines.read(client),
    largeObjects: (await kinds["large-objects"].read(client))[0] ?? 0,
  };
}

function byRelation<Item>(rows: readonly OnRelation<Item>[]): ReadonlyMap<number, readonly Item[]> {
  const grouped = new Map<number, Item[]>();
  for (const { relation, item } of rows) {
    const items = grouped.get(relation);
    if (items === undefined) grouped.set(relation, [item]);
    else items.push(item);
  }
  return grouped;
}
