import { withClient } from "../../database/index.ts";
import type { Database } from "../../model/database.ts";
import { HarnessError } from "../../model/error.ts";
import type { Attempt } from "../../model/evidence.ts";
import { guardedMigrate } from "../deploy/guarded-migrate.ts";
import type { Run } from "../run.ts";
import { connection } from "../scratch.ts";
import { refusalIn, type Way } from "./way.ts";

/** The previous release's migrator, on its own folder. */
export const oldRelease: Way = ({ run: { plan, scratch } }) => {
  const { tool, history, split, ledger } = plan;
  if (split.base.length === 0) return { because: "there is no release before the candidate" };
  return async (database) => {
    const replayed = await tool.replay(history, split.base, { ledger, connect: connection(scratch, database) });
    const by =
      replayed.ran.length === 0
        ? "the old release's migrator reports success and does nothing: it cannot tell that the schema is newer"
        : `the old release's migrator ran ${replayed.ran.join(", ")}`;
    return { refusal: refusalIn(replayed), by };
  };
};

/** What `guardedMigrate()` makes of the same folder; null where it cannot be asked. */
export async function guardedOldRelease({ plan, scratch }: Run, database: Database): Promise<Attempt["guarded"]> {
  const { tool, history, split, ledger } = plan;
  if (tool.name !== "drizzle") return null;
  const deploy = (migrationsFolder: string) =>
    withClient(database, scratch.role, (client) =>
      guardedMigrate(client, {
        migrationsFolder,
        migrationsSchema: ledger.schema,
        migrationsTable: ledger.table,
        project: history.folder,
        wait: 0,
      }),
    );
  try {
    const { message } = await tool.stage(history, split.base, deploy);
    return { refused: false, by: message };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    // A project on a runner of its own need not have the drizzle-orm that it would take.
    return error.code.startsWith("guard/") ? { refused: true, by: withinASentence(error.message) } : null;
  }
}

function withinASentence(message: string): string {
  return `${message.slice(0, 1).toLowerCase()}${message.slice(1).replace(/\.$/, "")}`;
}
