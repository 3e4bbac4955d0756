import { afterwards } from "../reading/deploy.ts";
import { isSame, shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropView: Rule = {
  code: "drop-view",
  title: "A view is dropped",
  about: "deploy",
  severity: "warning",
  settledBy: ["protection"],
  harm: "No row is lost, but the release that runs until the deploy is through fails on every query of the view, and grants on it are gone.",
  remedy:
    "Deploy what no longer asks for it first. To change it, write CREATE OR REPLACE VIEW, which keeps its grants, or make it again in the same migration.",
  flags: ["drop view people_view", "drop materialized view if exists app.totals cascade"],
  permits: [
    "drop view people_view; create view people_view as select id from people",
    "drop materialized view totals; create table totals (n int)",
    "create view step as select 1 as n; drop view step",
    "create or replace view people_view as select id from people",
  ],
  judge(action, before) {
    if (action.does !== "drop" || (action.kind !== "view" && action.kind !== "materialized view")) return [];
    const isMade = afterwards(action.object, before).some(({ action: later, name }) => {
      if (later.does === "rename") return later.to === name.name && later.kind !== "column";
      return later.does === "make" && later.index === null && isSame(later.object, name);
    });
    if (before.isFresh(action.object) || isMade) return [];
    return [
      {
        object: action.object,
        message: `DROP ${action.kind.toUpperCase()} takes ${shown(action.object)} from releases that ask for it.`,
      },
    ];
  },
};
