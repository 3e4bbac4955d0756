import type { Report } from "../../model/report.ts";
import { ground, rehearsed, seconds } from "../content/verify.ts";
import { code, folded, inert, table } from "./inert.ts";

/** So many names of a list are shown. */
const most = 10;

/** What only `verify` has to tell: the ways back, the restore, and what the rows were. */
export function verifySections(report: Report): readonly string[] {
  return [waysBack(report), restored(report), coverage(report)].filter((section) => section !== "");
}

function waysBack({ downgrade, guard }: Report): string {
  if (downgrade.length === 0) return "";
  const rows = downgrade.slice(0, most).map(({ attempt, outcome, by, guarded }) => {
    const answer =
      guarded === undefined ? "" : ` — guardedMigrate ${guarded.refused ? "refuses" : "goes on"}: ${inert(guarded.by)}`;
    return [code(attempt), inert(outcome), `${inert(by)}${answer}`];
  });
  const title = guard === undefined ? "Going back" : "Going back, with the guard";
  return `#### ${title}\n\n${table(["Way back", "Outcome", "How"], rows)}`;
}

function restored({ rehearsal }: Report): string {
  return rehearsal === undefined ? "" : `#### Restored\n\n${rehearsed(rehearsal).map(inert).join(" ")}`;
}

function coverage(report: Report): string {
  const { seed, postgres, milliseconds } = report;
  const on = postgres.image === null ? postgres.provider : `${postgres.provider} ${postgres.image}`;
  const basis = `${inert(ground(report))} PostgreSQL ${inert(`${postgres.version}, ${on}`)}; ${seconds(milliseconds.total)}.`;
  const left = seed.uncovered.length - most;
  const names = [...seed.uncovered.slice(0, most).map(code), ...(left > 0 ? [`… and ${left} more`] : [])];
  return names.length === 0 ? basis : `${basis}\n\n${folded("Columns that could not show a loss", names.join(", "))}`;
}
