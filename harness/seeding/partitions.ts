import type { Client } from "pg";
import type { Catalog, Oid, Relation } from "../model/catalog.ts";

/** The columns that a partition key reads, by its definition; names of functions may be among them. */
export function columnsIn(partitionKey: string | null): readonly string[] {
  const words = partitionKey?.replace(/^\w+/, "").match(/"(?:[^"]|"")*"|[^\s(),"]+/g) ?? [];
  return words.map((word) => (word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word));
}

/** The partitions of a root that hold rows themselves. */
function leavesOf(catalog: Catalog, root: Relation): readonly Relation[] {
  const children = catalog.relations.filter(({ partitionOf }) => partitionOf === root.oid);
  return children.flatMap((child) =>
    child.kind === "p" ? leavesOf(catalog, child) : child.kind === "r" ? [child] : [],
  );
}

/**
 * One predicate per leaf that says which rows are its own; none where every level divides by hash,
 * which spreads whatever comes.
 */
export async function partitionPredicates(
  client: Client,
  catalog: Catalog,
  root: Relation,
): Promise<readonly string[]> {
  if (root.kind !== "p") return [];
  const leaves = leavesOf(catalog, root);
  const byOid = new Map<Oid, Relation>(catalog.relations.map((relation) => [relation.oid, relation]));
  const levels = leaves.flatMap((leaf) => chain(byOid, leaf));
  if (levels.every(({ partitionKey }) => partitionKey === null || /^HASH /.test(partitionKey))) return [];
  const found = await client.query<{ predicate: string | null }>(
    "select pg_get_partition_constraintdef(oid) as predicate from unnest($1::oid[]) with ordinality as leaf(oid, nth) order by nth",
    [leaves.map(({ oid }) => oid)],
  );
  return found.rows.flatMap(({ predicate }) => predicate ?? []);
}

function chain(byOid: ReadonlyMap<Oid, Relation>, relation: Relation): readonly Relation[] {
  const above = relation.partitionOf === null ? undefined : byOid.get(relation.partitionOf);
  return above === undefined ? [relation] : [relation, ...chain(byOid, above)];
}
