import { readCatalog } from "../../../capture/index.ts";
import { withClient } from "../../../database/index.ts";
import type { Database } from "../../../model/database.ts";
import type { LedgerRead, LedgerRow } from "../../../model/ledger.ts";
import type { SchemaObject } from "../../../model/schema.ts";
import { identifier, literal, qualified } from "../../../sql/quote.ts";
import type { Ground } from "../../plan.ts";
import { ledgerShape } from "./ledger-shape.ts";

/** A row that the project's own migrator wrote on a database of ours. */
export interface Entry {
  readonly migration: string;
  readonly row: LedgerRow;
  /** As text, by column: all but what the table fills in by itself. */
  readonly values: Readonly<Record<string, string | null>>;
}

/** The ledger of a database that a history was replayed on. */
export interface Entries {
  readonly ledger: LedgerRead;
  readonly shape: readonly SchemaObject[];
  readonly entries: readonly Entry[];
}

/** Reads what is to be written elsewhere just as the migrator wrote it. */
export async function entriesOf({ tool, history, ledger: location }: Ground, database: Database): Promise<Entries> {
  const name = qualified({ schema: location.schema, name: location.table });
  return withClient(database, "superuser", async (client) => {
    const ledger = await tool.readLedger(client, location);
    const { rows: columns } = await client.query<{ name: string }>(
      `select a.attname::text as name from pg_catalog.pg_attribute as a
      where a.attrelid = pg_catalog.to_regclass(${literal(name)}) and a.attnum > 0
        and not a.attisdropped and not a.atthasdef and a.attidentity = ''
      order by a.attnum`,
    );
    const texts = columns.map(({ name: column }) => `${identifier(column)}::text`);
    const { rows } = await client.query<{ key: string; values: readonly (string | null)[] }>(
      `select ${identifier(tool.ledgerKey)}::text as key, array[${texts.join(", ")}] as values from ${name}`,
    );
    const byKey = new Map(rows.map(({ key, values }) => [key, values]));
    const valuesOf = ({ id }: LedgerRow): Entry["values"] =>
      Object.fromEntries(columns.map(({ name: column }, place) => [column, byKey.get(id)?.[place] ?? null]));
    const entries = tool
      .claims(history, ledger)
      .flatMap(({ migration, rows: claimed }) =>
        migration === null ? [] : claimed.map((row) => ({ migration, row, values: valuesOf(row) })),
      );
    return { ledger, shape: ledgerShape(await readCatalog(client), location), entries };
  });
}
