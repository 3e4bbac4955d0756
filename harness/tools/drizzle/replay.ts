import type { MigrationTool } from "../tool.ts";
import { findMigrator } from "./migrator.ts";
import { record } from "./record.ts";
import { staged } from "./stage.ts";

/** Runs the project's own migrator: all pending migrations in one transaction, the high-water mark and all. */
export const replay: MigrationTool["replay"] = async (history, migrations, { ledger, connect }) => {
  const { name, migrate } = findMigrator(history.folder);
  return staged(history, migrations, async (migrationsFolder) => {
    const client = await connect();
    // A connection that breaks also rejects the query that was running; unheard, it would end the process.
    client.on("error", () => {});
    const { session, failure, notices } = record(client, migrations);
    try {
      await migrate(session, { migrationsFolder, migrationsSchema: ledger.schema, migrationsTable: ledger.table });
    } catch (error) {
      if (failure() === null) throw error;
    } finally {
      await client.end();
    }
    return { failure: failure(), notices: notices(), migrator: name };
  });
};
