import type { ActedOn, Action } from "../../sql/action.ts";
import { earlier, isEmptied } from "../reading/deploy.ts";
import { isSameTable, shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const lockForIndex: Rule = {
  code: "lock-for-index",
  title: "An index is built while nobody can write",
  about: "deploy",
  severity: "warning",
  settledBy: [],
  harm: "While the index is built, nobody can write the table: seconds where it holds a million rows, minutes where it holds many.",
  remedy:
    "Nothing on a small table. On a large one build it before the deploy with CREATE INDEX CONCURRENTLY, by hand or by a runner without a transaction, and let the migration say CREATE INDEX IF NOT EXISTS. In a migration that the tool runs in a transaction, as Drizzle does, the server refuses CONCURRENTLY.",
  flags: [
    "create index people_name on people (name)",
    "create index if not exists people_name on app.people using gin (name gin_trgm_ops)",
  ],
  permits: [
    "create table notes (note text); create index notes_note on notes (note)",
    "create index concurrently people_name on people (name)",
    "create unique index people_email on people (email)",
    "create materialized view totals as select 1 as n; create index totals_n on totals (n)",
    "drop index people_name",
    "truncate people; create index people_name on people (name)",
  ],
  judge(action, before) {
    if (action.does !== "make" || action.index === null) return [];
    const { table, unique, concurrently } = action.index;
    if (unique || concurrently || before.isFresh(table) || isEmptied(table, before)) return [];
    if (earlier(table, before).some((met) => locks(met.action, met.name))) return [];
    return [{ object: table, message: `CREATE INDEX keeps everybody from writing ${shown(table)} until it is built.` }];
  },
};

/** One index is enough to say it of a table. */
function locks(action: Action, table: ActedOn): boolean {
  return action.does === "make" && action.index?.concurrently === false && isSameTable(action.index.table, table);
}
