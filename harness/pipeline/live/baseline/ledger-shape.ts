import type { Catalog } from "../../../model/catalog.ts";
import type { LedgerLocation } from "../../../model/ledger.ts";
import type { SchemaObject } from "../../../model/schema.ts";
import { compareSchemas, flatten, nameOf } from "../../../schema/index.ts";
import { shownName } from "../../../sql/quote.ts";

/** What a catalog has of a ledger: its table, and what stands on it. */
export function ledgerShape(catalog: Catalog, { schema, table }: LedgerLocation): readonly SchemaObject[] {
  const name = shownName(schema, table);
  const { objects } = flatten(catalog, { postgres: 0, owner: null, leaveOut: () => false });
  return objects.filter(({ on, name: own }) => (on ?? own) === name);
}

/** What one ledger has other than the migrator's own, by name; null where it is like that one. */
export function otherThan(theirs: readonly SchemaObject[], ours: readonly SchemaObject[]): string | null {
  const differences = compareSchemas({ postgres: 0, objects: ours }, { postgres: 0, objects: theirs });
  const [difference] = differences.filter(({ noise }) => noise === null);
  return difference === undefined ? null : nameOf(difference.object);
}
