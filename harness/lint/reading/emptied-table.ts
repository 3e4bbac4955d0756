import type { ActedOn, Action } from "../../sql/action.ts";
import type { Before } from "../rule.ts";
import { copyOf, isDroppedLater } from "./deploy.ts";

/** A command that takes all rows from a table, in the words of SQL. */
export interface Emptying {
  readonly by: "DROP TABLE" | "TRUNCATE" | "DELETE";
  readonly table: ActedOn;
  /** It takes what refers to the table along. */
  readonly cascade: boolean;
  /** Where earlier statements of the deploy put the rows; null where they did not. */
  readonly copiedTo: ActedOn | null;
}

/** Null for every other command, where the table held no rows before the deploy, and where it is dropped anyway. */
export function emptyingOf(action: Action, before: Before): Emptying | null {
  const by = wayOf(action);
  if (by === null || !("object" in action) || action.object === null) return null;
  const table = action.object;
  if (before.isFresh(table) || /^pg_temp(_|$)/.test(table.schema ?? "")) return null;
  if (by !== "DROP TABLE" && isDroppedLater(table, before)) return null;
  const cascade = "cascade" in action && action.cascade;
  return { by, table, cascade, copiedTo: copyOf(table, before)?.object ?? null };
}

function wayOf(action: Action): Emptying["by"] | null {
  if (action.does === "drop") return action.kind === "table" ? "DROP TABLE" : null;
  if (action.does === "truncate") return "TRUNCATE";
  return action.does === "delete" && !action.chooses ? "DELETE" : null;
}
