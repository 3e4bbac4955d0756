/** `scenario` and its matchers, and `migrated` databases, for tests that Vitest runs. Importing this adds the matchers to `expect`. */
import "./matchers.ts";
import "./provided.ts";

export type { TableConfig } from "../model/config.ts";
export type { Report } from "../model/report.ts";
export type { Cell, ColumnValues, GivenRow, NeverRule, SeedSet } from "../model/seed.ts";
export { type MigratedContext, type MigratedOptions, migrated, type TestDatabase } from "./migrated.ts";
export { type ScenarioBody, type ScenarioContext, type ScenarioOptions, scenario } from "./scenario.ts";
export type { Loss } from "./to-lose.ts";
