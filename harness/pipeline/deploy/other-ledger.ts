import { HarnessError } from "../../model/error.ts";
import type { History } from "../../model/history.ts";
import type { LedgerLocation } from "../../model/ledger.ts";
import { qualified, shownName } from "../../sql/quote.ts";
import { count } from "../../text/count.ts";
import type { Client } from "./session.ts";

/** Tables that have the columns of drizzle-orm's ledger, wherever they are. */
const candidates = `
  select n.nspname::text as schema, c.relname::text as table
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and c.relpersistence <> 't'
     and pg_catalog.has_schema_privilege(n.oid, 'usage') and pg_catalog.has_table_privilege(c.oid, 'select')
     and 3 = (select pg_catalog.count(*) from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
               where a.attrelid = c.oid and not a.attisdropped
                 and (a.attname in ('id', 'created_at') and t.typcategory = 'N' or a.attname = 'hash' and t.typcategory = 'S'))
   order by 1, 2`;

/**
 * Before a history runs from its beginning: is it recorded in another table than the one that was named?
 *
 * @param ledger has no row
 * @throws {HarnessError} guard/other-ledger
 */
export async function requireNoOtherLedger(client: Client, history: History, ledger: LedgerLocation): Promise<void> {
  const hashes = history.migrations.map(({ sha256 }) => sha256);
  const { rows: tables } = await client.query<LedgerLocation>(candidates);
  for (const { schema, table } of tables) {
    const { rows } = await client.query<{ recorded: number }>(
      `select pg_catalog.count(distinct hash)::int as recorded from ${qualified({ schema, name: table })} where hash::text = any ($1)`,
      [hashes],
    );
    const recorded = rows[0]?.recorded ?? 0;
    if (recorded > 0) throw elsewhere(ledger, { schema, table }, recorded);
  }
}

function elsewhere(ledger: LedgerLocation, other: LedgerLocation, recorded: number): HarnessError {
  const there = shownName(other.schema, other.table);
  return new HarnessError({
    kind: "input",
    code: "guard/other-ledger",
    step: "hold the ledger against the migrations of this build",
    message: `${shownName(ledger.schema, ledger.table)} records nothing, and ${there} records ${count(recorded, "migration")} of this build: all would run again.`,
    remedy: `Nothing was run. Name the ledger that is meant by \`migrationsSchema\` and \`migrationsTable\`: ${JSON.stringify(other.schema)} and ${JSON.stringify(other.table)}. If it is ${there} that is wrong, drop it.`,
  });
}
