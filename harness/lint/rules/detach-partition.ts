import { afterwards } from "../reading/deploy.ts";
import { isSameTable, shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const detachPartition: Rule = {
  code: "detach-partition",
  title: "A partition is detached",
  about: "destructive",
  severity: "error",
  settledBy: ["survival"],
  harm: "The partition's rows leave the table: nothing that reads it finds them any more, though they still stand under the partition's own name.",
  remedy:
    "If the rows are to be archived, say so by an approval in holdfast/<migration>.json that names the table. If they are to move, INSERT … SELECT them back from the partition in the same migration.",
  flags: [
    "alter table events detach partition events_2024",
    "alter table app.events detach partition app.events_2024 concurrently",
    "alter table events detach partition events_2024; alter table archive attach partition events_2024 default",
  ],
  permits: [
    "create table events_2026 partition of events for values in (2026); alter table events detach partition events_2026",
    "alter table events detach partition events_rest; insert into events select * from events_rest",
    "alter table events attach partition events_2026 for values in (2026)",
    "alter table events detach partition events_2024; create index events_2024_day on events_2024 (day); alter table events attach partition events_2024 for values in (2024)",
  ],
  judge(action, before) {
    if (action.does !== "detach-partition" || before.isFresh(action.partition)) return [];
    const moved = afterwards(action.partition, before).some(
      ({ action: later, name }) =>
        (later.does === "insert" && later.from !== null && isSameTable(later.from, name)) ||
        (later.does === "attach-partition" &&
          isSameTable(later.partition, name) &&
          isSameTable(later.object, action.object)),
    );
    if (moved) return [];
    const message = `DETACH PARTITION takes the rows of ${shown(action.partition)} out of ${shown(action.object)}.`;
    return [{ object: action.object, message }];
  },
};
