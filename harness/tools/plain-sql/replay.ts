import type pg from "pg";
import type { History, Migration } from "../../model/history.ts";
import type { LedgerLocation } from "../../model/ledger.ts";
import { identifier, qualified } from "../../sql/quote.ts";
import { columnsOf } from "../ledgers/table.ts";
import { session } from "../runner/command.ts";
import type { MigrationFailure, MigrationTool, ReplayNotice } from "../tool.ts";
import { predict } from "./claims.ts";
import { digitsOf } from "./key.ts";
import { ledgerDdl, readLedger } from "./ledger.ts";
import { refusal, runText } from "./run.ts";

/** Runs what the ledger does not have, each file as one text in a transaction of its own; one that bears none, without. */
export const replay: MigrationTool["replay"] = (history, migrations, target) =>
  session(target, async (client) => {
    const { ledger, after } = target;
    const ran: string[] = [];
    const notices: ReplayNotice[] = [];
    let running: string | null = null;
    client.on("notice", ({ code, message }) => {
      if ((code === "42622" || code === "42P07") && running !== null)
        notices.push({ code, message: message ?? "", migration: running });
    });
    for (const migration of await pending(history, migrations, client, ledger)) {
      running = migration.id;
      const failure = await runText(client, migration.id, migration.sql);
      running = null;
      const refused = failure ?? (await recordOne(client, migration, ledger, after));
      if (refused !== null) return { failure: refused, notices, ran, migrator };
      ran.push(migration.id);
    }
    return { failure: null, notices, ran, migrator };
  });

const migrator = "plain SQL, a transaction for each file";

async function pending(history: History, migrations: readonly Migration[], client: pg.Client, ledger: LedgerLocation) {
  const runs = new Set(predict(history, await readLedger(client, ledger)).runs);
  const asked = new Set(migrations.map(({ id }) => id));
  return history.migrations.filter(({ id }) => asked.has(id) && runs.has(id));
}

async function recordOne(
  client: pg.Client,
  { id }: Migration,
  ledger: LedgerLocation,
  after: ((migration: string, client: pg.Client) => Promise<void>) | undefined,
): Promise<MigrationFailure | null> {
  const name = qualified({ schema: ledger.schema, name: ledger.table });
  const written = await refusal(client, id, `insert into ${name}`, async () => {
    // Not before the first file: it may make the table itself.
    if ((await columnsOf(client, name)) === null)
      for (const statement of ledgerDdl(ledger, null, { location: ledger, columns: null, rows: [] }))
        await client.query(statement);
    const digits = digitsOf(id);
    const values = (await columnsOf(client, name))?.includes("name")
      ? { version: digits, name: id }
      : { version: digits };
    const places = Object.keys(values).map((_, place) => `$${place + 1}`);
    const columns = Object.keys(values).map(identifier);
    await client.query(`insert into ${name} (${columns.join()}) values (${places.join()})`, Object.values(values));
  });
  if (written !== null) return written;
  await after?.(id, client);
  return refusal(client, id, "commit", () => client.query("commit"));
}
