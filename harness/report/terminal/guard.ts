import type { GuardReport } from "../../model/live-report.ts";
import { clean } from "../clean.ts";
import { boundTo, guardHeadline, isLimited, wouldCover } from "../content/guard.ts";
import { nextCommand } from "../content/next.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { guardState } from "./guard-state.ts";
import { closing, headline, type Paint } from "./paint.ts";

/** The verdict, and what stands, would stand, or was given. */
export function guardHead(report: GuardReport, paint: Paint): readonly string[] {
  return [headline(paint, guardHeadline(report)), body(report, paint), limits(report, paint)];
}

function body(report: GuardReport, paint: Paint): string {
  if (report.action === "permit") return permits(report, paint);
  if (report.verdict === "unconfirmed") return clean(wouldCover(report));
  return report.guard.version === null ? "" : guardState(report, paint);
}

function permits({ permits: given, verdict }: GuardReport, paint: Paint): string {
  if (given.length === 0) return "";
  const width = Math.max(...given.map(({ object }) => clean(object.join(".")).length));
  const lines = given.map(({ action, object, expires, owner, reason }) => {
    const name = clean(object.join(".")).padEnd(width);
    return `  ${action.padEnd("truncate".length)}  ${name}  until ${clean(expires)}  ${clean(owner)}: ${clean(reason)}`;
  });
  const migration = clean(given[0]?.migration ?? "");
  const title = paint("bold", `${verdict === "granted" ? "Given for" : "For"} ${migration}`);
  return [title, ...lines, ...(verdict === "refused" ? [] : [clean(boundTo(given))])].join("\n");
}

function limits(report: GuardReport, paint: Paint): string {
  if (!isLimited(report)) return "";
  return [paint("bold", "It does not stop"), ...report.limits.map((words) => `  ${clean(words)}`)].join("\n");
}

export function guardTail(report: GuardReport, { reproduce }: WriterOptions, paint: Paint): string {
  const { live, milliseconds } = report;
  return [
    `PostgreSQL ${clean(live.version)}; ${(milliseconds.total / 1000).toFixed(1)} s.`,
    closing(paint, nextCommand(report, reproduce)),
  ].join("\n");
}
