import type pg from "pg";
import type { Migration } from "../../model/history.ts";
import type { LedgerLocation, LedgerRow } from "../../model/ledger.ts";
import { qualified } from "../../sql/quote.ts";
import type { FoundMigration } from "../files/migrations.ts";
import { session } from "../runner/command.ts";
import type { MigrationFailure, MigrationTool, TakenBack } from "../tool.ts";
import { claims } from "./claims.ts";
import { downOf } from "./downs.ts";
import { readLedger } from "./ledger.ts";
import { refusal, runText } from "./run.ts";

/** A migration that the ledger has, and what takes it back. */
interface Way {
  readonly migration: Migration;
  readonly rows: readonly LedgerRow[];
  readonly down: FoundMigration;
}

/** Each file as one text, in one transaction with the deletion of its migration's rows, the newest first. */
export const takeBack: NonNullable<MigrationTool["takeBack"]> = async (history, migrations, target) => {
  const found = await Promise.all(
    migrations.map(async (migration) => ({ migration, down: await downOf(history, migration) })),
  );
  if (found.every(({ down }) => down === null)) return null;
  const lacking = found.flatMap(({ migration, down }) => {
    if (down === null) return `${migration.id} has no way down`;
    return "sql" in down ? [] : down.message;
  });
  const [lack] = lacking;
  if (lack !== undefined) return { failure: null, failed: true, said: `nothing was run: ${lack}`, migrator };
  return session(target, async (client) => {
    const { ledger } = target;
    const recorded = claims(history, await readLedger(client, ledger));
    const ways = history.migrations.toReversed().flatMap((migration): Way | [] => {
      const down = found.find((one) => one.migration.id === migration.id)?.down ?? null;
      const rows = recorded.find((claim) => claim.migration === migration.id)?.rows ?? [];
      return down !== null && "sql" in down && rows.length > 0 ? { migration, rows, down } : [];
    });
    return goBack(client, ledger, ways);
  });
};

const migrator = "plain SQL";

async function goBack(client: pg.Client, ledger: LedgerLocation, ways: readonly Way[]): Promise<TakenBack> {
  const done: string[] = [];
  for (const way of ways) {
    const failure = (await runText(client, way.migration.id, way.down.sql)) ?? (await forget(client, ledger, way));
    if (failure !== null) return { failure, failed: true, said: saidOf(done), migrator };
    done.push(way.down.file);
  }
  return { failure: null, failed: false, said: saidOf(done), migrator };
}

/** Takes the rows out of the ledger, and ends the transaction. */
async function forget(client: pg.Client, ledger: LedgerLocation, way: Way): Promise<MigrationFailure | null> {
  const { id } = way.migration;
  const table = qualified({ schema: ledger.schema, name: ledger.table });
  const written = await refusal(client, id, `delete from ${table}`, async () => {
    for (const { id: version, name } of way.rows) {
      // A ledger may have no name, and a row no version: as the rows are read, so they are found.
      await client.query(
        `delete from ${table} as ledger where coalesce(to_jsonb(ledger) ->> 'version', 'NULL') = $1
           and coalesce(to_jsonb(ledger) ->> 'name', to_jsonb(ledger) ->> 'version') is not distinct from $2`,
        [version, name],
      );
    }
  });
  return written ?? refusal(client, id, "commit", () => client.query("commit"));
}

function saidOf(done: readonly string[]): string {
  return done.length === 0 ? "ran nothing" : `ran ${done.join(", ")}`;
}
