import { HarnessError } from "../../model/error.ts";
import type { History } from "../../model/history.ts";
import { engineOf, findEngine } from "../../tools/drizzle/engine.ts";
import { type MigratorConfig, migratorOf } from "../../tools/drizzle/migrator.ts";
import type { Client } from "./session.ts";

/** Runs what is pending of a folder, on this client and no other. */
export type Migrate = (client: Client, config: MigratorConfig) => Promise<unknown>;

/** @throws {HarnessError} environment: there is no drizzle-orm, or it does not load */
export function migratorFor(history: History, { migrate }: { readonly migrate?: Migrate }): Migrate {
  if (migrate !== undefined) return migrate;
  if (findEngine(history) === null) throw noEngine(history);
  return migratorOf(engineOf(history));
}

function noEngine({ folder }: History): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/no-drizzle-orm",
    step: "find the project's migrator",
    message: `No drizzle-orm that runs the migrations is installed above ${folder}.`,
    remedy:
      "Nothing was run. Where the project is elsewhere, name its folder as `project`; where its code is bundled, give its migrator: migrate: (client, config) => migrate(drizzle(client), config).",
  });
}
