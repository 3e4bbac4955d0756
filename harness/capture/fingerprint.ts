import type { Client } from "pg";
import type { Column, Relation } from "../model/catalog.ts";
import type { Fingerprint } from "../model/evidence.ts";
import { columnOf, type KeyColumn, keyHash, reference, rowKey, rowText, type Source, withKey } from "./source.ts";
import { type Printing, presentHash, valueHash } from "./value.ts";

/**
 * Digests one table: its row count, and per column the sum of hashes of the exact values, each
 * bound to its row by the row's key. Row order does not matter; one value in another row does.
 *
 * Sums and not XOR, because equal rows would cancel out.
 *
 * @param identity attnums of the key; null takes single values unbound, and adds a digest of whole rows
 * @param client reads under pinned settings, see `pinned`
 */
export async function fingerprint(
  client: Client,
  relation: Relation,
  printing: Printing,
  identity: readonly number[] | null,
): Promise<Fingerprint> {
  const columns = relation.columns.filter((column) => column.generated !== "virtual");
  const source: Source = { relation, printing };
  const key =
    identity === null
      ? "0"
      : keyHash(
          source,
          identity.map((attnum) => ownKey(columnOf(relation, attnum))),
        );
  const sums = columns.map((column) => `sum(${hashOf(column, printing)})::text`);
  const whole = identity === null ? `sum(hashtextextended(${rowText(source, columns)} collate "C", 0))::text` : "null";
  const { rows } = await client.query<string[]>({
    text: `select count(*)::text, ${whole} ${sums.map((sum) => `, ${sum}`).join("")} from ${withKey(source, key)}`,
    rowMode: "array",
  });
  const [count, wholeSum, ...digests] = rows[0] ?? [];
  return {
    rows: Number(count),
    whole: identity === null ? (wholeSum ?? "0") : null,
    columns: Object.fromEntries(columns.map((column, place) => [column.attnum, digests[place] ?? "0"])),
  };
}

/** Where no NULL can be, looking for one takes a tenth of the time. */
function hashOf(column: Column, printing: Printing): string {
  return (column.notNull ? presentHash : valueHash)(reference(column), column, printing, rowKey);
}

/** Within one database a key stands for itself. */
function ownKey(column: Column): KeyColumn {
  return { column, partner: column, partnerType: "" };
}
