import { earlier } from "../reading/deploy.ts";
import { isSameTable, shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const restartSequence: Rule = {
  code: "restart-sequence",
  title: "A sequence begins anew",
  about: "lossy",
  severity: "warning",
  settledBy: ["protection"],
  harm: "A sequence that begins anew behind its data gives numbers that are taken: inserts fail one after the other, or, without a key, two rows share a number.",
  remedy: "Set it by the data: SELECT setval('…', (SELECT coalesce(max(id), 0) + 1 FROM …), false).",
  flags: ["alter sequence invoice_numbers restart", "alter table people alter column id restart with 1"],
  permits: [
    "select setval('people_id_seq', (select max(id) from people))",
    "create sequence invoice_numbers; alter sequence invoice_numbers restart with 1000",
    "alter sequence invoice_numbers owned by none",
  ],
  judge(action, before) {
    if (action.does !== "restart-sequence" || before.isFresh(action.object)) return [];
    const emptied = earlier(action.object, before).some(
      ({ action: done, name }) => done.does === "truncate" && isSameTable(done.object, name),
    );
    if (emptied) return [];
    return [
      { object: action.object, message: `RESTART sets ${shown(action.object)} to a number whatever the rows hold.` },
    ];
  },
};
