/** What production imports: `holdfast/guard`. It loads no server, no seeds and no parser. */
export { HarnessError, type HarnessErrorKind } from "./model/error.ts";
export {
  type GuardedMigrateOptions,
  type GuardedMigrateResult,
  guardedMigrate,
} from "./pipeline/deploy/guarded-migrate.ts";
export type { Migrate } from "./pipeline/deploy/migrator.ts";
export type { Client, Deployable } from "./pipeline/deploy/session.ts";
