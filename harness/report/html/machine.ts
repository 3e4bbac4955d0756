import type { CleanReport } from "../../model/clean-report.ts";
import type { DoctorReport, ReportedItem } from "../../model/doctor-report.ts";
import { headlineOf } from "../content/headline.ts";
import { type Body, bodyOf, tablePart } from "./body.ts";
import { html, type Markup } from "./escape.ts";
import { code, list } from "./parts.ts";

export function doctorBody(report: DoctorReport, reproduce: string): Body {
  const rows = report.items.map(({ item, state, found, tried }) => [
    item,
    stateOf(state),
    html`${found}${tried.length > 0 && list(tried)}`,
  ]);
  return bodyOf(report, reproduce, [["where", headlineOf(report).about]], (findings) => [
    ...tablePart("items", "What was looked at", ["thing", "state", "what was found"], rows),
    findings,
  ]);
}

const states: Readonly<Record<ReportedItem["state"], readonly [sign: string, tone: string]>> = {
  ok: ["✓", "good"],
  warning: ["!", "unsure"],
  problem: ["✕", "bad"],
  skipped: ["–", "none"],
};

function stateOf(state: ReportedItem["state"]): Markup {
  const [sign, tone] = states[state];
  return html`<b class="way ${tone}"><span aria-hidden="true">${sign}</span> ${state}</b>`;
}

export function cleanBody(report: CleanReport, reproduce: string): Body {
  const rows = report.leftovers.map(({ kind, name, by, fate, why }) => [
    html`${kind} ${code(name)}`,
    by,
    fate,
    why ?? "–",
  ]);
  return bodyOf(report, reproduce, [["where", headlineOf(report).about]], (findings) => [
    ...tablePart("leftovers", "What runs left behind", ["leftover", "left by", "what became of it", "why"], rows),
    findings,
  ]);
}
