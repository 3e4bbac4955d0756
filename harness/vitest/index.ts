/** `scenario` and its matchers, for tests that Vitest runs. Importing this adds the matchers to `expect`. */
import "./matchers.ts";

export type { TableConfig } from "../model/config.ts";
export type { Report } from "../model/report.ts";
export type { Cell, ColumnValues, GivenRow, NeverRule, SeedSet } from "../model/seed.ts";
export { type ScenarioBody, type ScenarioContext, type ScenarioOptions, scenario } from "./scenario.ts";
export type { Loss } from "./to-lose.ts";
