import type { Client } from "pg";
import type { Column, Relation } from "../model/catalog.ts";
import type { Fingerprint } from "../model/evidence.ts";
import { columnOf, keyHash, ownKey, reference, rowKey, rowText, type Source, withKey, withValues } from "./source.ts";
import { type Printing, presentHash, valueHash } from "./value.ts";

/** A table and its key, as attnums; null takes single values unbound, and adds a digest of whole rows. */
export interface Asked {
  readonly relation: Relation;
  readonly identity: readonly number[] | null;
}

// Tables asked about in one round trip: with one for each, a small schema would wait longer than it reads.
const atOnce = 25;

/**
 * Digests tables: of each its row count, and per column the sum of hashes of the exact values, each
 * bound to its row by the row's key. Row order does not matter; one value in another row does.
 *
 * Sums and not XOR, because equal rows would cancel out.
 *
 * @param client reads under pinned settings, see `pinned`
 * @returns in the order of `tables`
 */
export async function fingerprints(
  client: Client,
  tables: readonly Asked[],
  printing: Printing,
): Promise<readonly Fingerprint[]> {
  const found: Fingerprint[] = [];
  for (let at = 0; at < tables.length; at += atOnce) {
    const some = tables.slice(at, at + atOnce);
    const text = some.map((asked) => questionOn(asked, printing)).join(";\n");
    // One result for each statement, and no list around a single one.
    const answers = [(await client.query({ text, rowMode: "array" })) as unknown as Answer | Answer[]].flat();
    for (const [nth, asked] of some.entries()) found.push(read(asked, answers[nth]?.rows[0] ?? []));
  }
  return found;
}

interface Answer {
  readonly rows: readonly (readonly string[])[];
}

function questionOn({ relation, identity }: Asked, printing: Printing): string {
  const source: Source = { relation, printing };
  const columns = digested(relation);
  const key =
    identity === null
      ? "0"
      : keyHash(
          source,
          identity.map((attnum) => ownKey(columnOf(relation, attnum))),
        );
  const sums = columns.map((column) => `, sum(${hashOf(column, printing)})::text`);
  const whole = identity === null ? `sum(hashtextextended(${rowText(source, columns)} collate "C", 0))::text` : "null";
  return `select count(*)::text, ${whole} ${sums.join("")} from ${withKey(withValues(relation, []), key)}`;
}

function read({ relation, identity }: Asked, [count, whole, ...digests]: readonly string[]): Fingerprint {
  return {
    rows: Number(count),
    whole: identity === null ? (whole ?? "0") : null,
    columns: Object.fromEntries(digested(relation).map(({ attnum }, place) => [attnum, digests[place] ?? "0"])),
  };
}

function digested(relation: Relation): readonly Column[] {
  return relation.columns.filter((column) => column.generated !== "virtual");
}

/** Where no NULL can be, looking for one takes a tenth of the time. */
function hashOf(column: Column, printing: Printing): string {
  return (column.notNull ? presentHash : valueHash)(reference(column), column, printing, rowKey);
}
