import type { Finding, Severity } from "../../model/finding.ts";
import { type Group, groupsOf, messageWithout } from "../content/groups.ts";
import type { Anchors } from "./anchors.ts";
import { html, type Markup } from "./escape.ts";
import { meaningOf, titleOf } from "./meaning.ts";
import { code, type Part, placeOf, severityOf } from "./parts.ts";

const titles: Readonly<Record<Severity, string>> = { error: "Errors", warning: "Warnings", note: "Notes" };

/** All findings, by severity and code; each can be linked to. */
export function findingsPart(findings: readonly Finding[], anchors: Anchors): Part {
  const body = (["error", "warning", "note"] as const).map((severity) => {
    const groups = groupsOf(findings, severity);
    const many = groups.reduce((sum, group) => sum + group.length, 0);
    return (
      many > 0 &&
      html`
<h3 id="${severity}s" tabindex="-1">${severityOf(severity)} ${titles[severity]} (${many})</h3>${groups.map((group) => told(group, anchors))}`
    );
  });
  return {
    id: "findings",
    title: "Findings",
    aside: String(findings.length),
    body: findings.length === 0 ? html`<p>Nothing was found.</p>` : html`${body}`,
  };
}

function told(group: Group, anchors: Anchors): Markup {
  const [first] = group;
  // Notes of one code may have a remedy each.
  const isShared = group.every(({ remedy }) => remedy === first.remedy);
  return html`
<div class="found ${first.severity}"><h4>${titleOf(first.code)}</h4><ul>${group.map(
    (finding) => html`
<li id="${anchors.idOf(finding)}" tabindex="-1">${one(finding, anchors)}${!isShared && remedyOf(finding)}`,
  )}</ul>${isShared && remedyOf(first)}${meaningOf(first.code)}</div>`;
}

function remedyOf({ remedy }: Finding): Markup {
  return html`<p class="remedy">${remedy}</p>`;
}

function one(finding: Finding, anchors: Anchors): Markup {
  const { object, at } = finding;
  const place = anchors.placeOf(object);
  const name = place === null ? code(object) : html`<a href="#${place}">${code(object)}</a>`;
  return html`<b>${name}</b> ${messageWithout(finding)}${
    at !== undefined &&
    html`<div class="at">${placeOf(anchors, at)}${at.statement !== undefined && html`<pre><code>${at.statement}</code></pre>`}</div>`
  }${proofOf(finding)}`;
}

/** What reading the statement would have told. */
function proofOf({ proof, rules = [] }: Finding): Markup | null {
  const read =
    rules.length > 0 && html`Reading says ${rules.map((rule, place) => html`${place > 0 && ", "}${code(rule)}`)}`;
  if (proof === undefined) return read === false ? null : html`<div class="proof">${read}.</div>`;
  const words = {
    confirmed: html`${read || "Reading says the same"}; running shows it.`,
    refuted: html`${read || "Reading warns of it"}; running shows that nothing was lost.`,
    "only-ran": html`Only running shows this.`,
  };
  return html`<div class="proof">${words[proof]}</div>`;
}
