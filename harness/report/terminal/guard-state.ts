import type { GuardReport } from "../../model/live-report.ts";
import { clean } from "../clean.ts";
import { guardLines } from "../content/guard-state.ts";
import type { Paint } from "./paint.ts";

/** What stands of a guard, one line for each of its powers, and one for who looked. */
export function guardState(report: GuardReport, paint: Paint): string {
  const lines = guardLines(report);
  const width = Math.max(...lines.map(({ what }) => what.length));
  return lines
    .map(({ what, open, words }) => {
      const state = open === null ? "" : open ? "OPEN    " : "closed  ";
      const line = `  ${what.padEnd(width)}  ${state}${clean(words)}`;
      return open === true ? paint("red", line) : line;
    })
    .join("\n");
}
