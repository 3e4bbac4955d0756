import type { ActedOn } from "../../sql/action.ts";
import { afterwards } from "../reading/deploy.ts";
import { isSameTable, shown } from "../reading/objects.ts";
import type { Before, Rule } from "../rule.ts";

export const rebuildUnderLock: Rule = {
  code: "rebuild-under-lock",
  title: "A table is rebuilt under a lock",
  about: "deploy",
  severity: "warning",
  settledBy: [],
  harm: "The table is kept from readers or writers for as long as it takes to write it or its indexes anew, or until the transaction ends.",
  remedy:
    "Take it out of the migration: REINDEX … CONCURRENTLY, a plain VACUUM, or pg_repack do the same beside running releases.",
  flags: [
    "vacuum full people",
    "cluster people using people_pkey",
    "reindex table people",
    "lock table people in access exclusive mode",
  ],
  permits: [
    "vacuum people",
    "reindex table concurrently people",
    "create table notes (id int); lock table notes",
    "refresh materialized view totals",
    "lock table people in share row exclusive mode; insert into persons select * from people",
  ],
  judge(action, before) {
    if (action.does !== "rebuild" || action.how === "refresh" || action.concurrently) return [];
    const { how, object } = action;
    if (object !== null && (before.isFresh(object) || (how === "lock" && isWorkedOn(object, before)))) return [];
    const subject = object ?? { schema: null, name: "*", part: null };
    const what = object === null ? "every table" : shown(object);
    return [{ object: subject, message: `${how.toUpperCase()} keeps ${what} from running releases while it lasts.` }];
  },
};

/** A lock that keeps rows still while the deploy copies or changes them is what it should be. */
function isWorkedOn(table: ActedOn, before: Before): boolean {
  return afterwards(table, before).some(({ action, name }) => {
    if (action.does === "insert") return isSameTable(action.from ?? action.object, name);
    return (action.does === "update" || action.does === "delete") && isSameTable(action.object, name);
  });
}
