import type { MigrationTool } from "../tool.ts";
import { engineOf } from "./engine.ts";
import { migratorOf } from "./migrator.ts";
import { record } from "./record.ts";
import { stagedByLayout } from "./stage.ts";

/** Runs the project's own migrator: all that is pending in one transaction, chosen as its major version does. */
export const replay: MigrationTool["replay"] = async (history, migrations, { ledger, connect, after }) => {
  const engine = engineOf(history);
  const migrate = migratorOf(engine);
  // As they run, whatever order they are given in.
  const asked = new Set(migrations);
  const inOrder = history.migrations.filter((one) => asked.has(one));
  return stagedByLayout(history, inOrder, async (migrationsFolder) => {
    const client = await connect();
    // A connection that breaks also rejects the query that was running; unheard, it would end the process.
    client.on("error", () => {});
    const { session, failure, notices, ran, thrown } = record(client, inOrder, engine.layout, after);
    try {
      await migrate(session, { migrationsFolder, migrationsSchema: ledger.schema, migrationsTable: ledger.table });
    } catch (error) {
      const own = thrown();
      if (own !== null) throw own.error;
      if (failure() === null) throw error;
    } finally {
      await client.end();
    }
    return { failure: failure(), notices: notices(), ran: ran(), migrator: engine.name };
  });
};
