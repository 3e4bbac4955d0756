import type { GuardReport } from "../../model/live-report.ts";
import { boundTo, isLimited, wouldCover } from "../content/guard.ts";
import { guardLines } from "../content/guard-state.ts";
import { type Body, bodyOf, saidPart, tablePart } from "./body.ts";
import { html } from "./escape.ts";
import { permits } from "./going-back.ts";
import { code, type Part, paragraph } from "./parts.ts";

export function guardBody(report: GuardReport, reproduce: string): Body {
  const { live, guard, limits } = report;
  const stands = guard.version === null ? "none" : html`${guard.version}, of ${code(guard.owner ?? "")}`;
  const about = [
    ["server", html`${code(live.server)}, PostgreSQL ${live.version}`],
    ["guard", stands],
  ] as const;
  return bodyOf(report, reproduce, about, (findings) => [
    ...partsOf(report),
    findings,
    ...(isLimited(report) ? [saidPart("What it does not stop", limits)] : []),
  ]);
}

function partsOf(report: GuardReport): readonly Part[] {
  const { action, verdict, guard, permits: given } = report;
  if (action === "permit") {
    if (given.length === 0) return [];
    const body = html`${permits(given)}${verdict !== "refused" && paragraph(boundTo(given))}`;
    return [{ id: "permits", title: "Permits", aside: String(given.length), body }];
  }
  if (verdict === "unconfirmed") return [saidPart("What it would cover", [wouldCover(report)])];
  if (guard.version === null) return [];
  const rows = guardLines(report).map(({ what, open, words }) => [what, stateOf(open), words]);
  return tablePart("powers", "What stands of it", ["power", "state", "what it covers"], rows);
}

function stateOf(open: boolean | null) {
  if (open === null) return "–";
  return open ? html`<b class="way bad">✕ open</b>` : html`<b class="way good">✓ closed</b>`;
}
