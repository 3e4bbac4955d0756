import { type Finding, type Place, type Severity, severities } from "../../model/finding.ts";
import { type Group, groupsOf, messageWithout } from "../content/groups.ts";
import type { Anchors } from "./anchors.ts";
import { html, type Markup } from "./escape.ts";
import { meaningOf, titleOf } from "./meaning.ts";
import { code, type Part, placeOf, remedyOf, severityOf } from "./parts.ts";
import { prose } from "./prose.ts";

const titles: Readonly<Record<Severity, string>> = { error: "Errors", warning: "Warnings", note: "Notes" };

/** All findings, by severity and code; each can be linked to. */
export function findingsPart(findings: readonly Finding[], anchors: Anchors): Part {
  const body = severities.map((severity) => {
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
<li id="${anchors.idOf(finding)}" tabindex="-1">${one(finding, anchors)}${!isShared && remedyOf(finding.remedy)}`,
  )}</ul>${isShared && remedyOf(first.remedy)}${meaningOf(first.code)}</div>`;
}

function one(finding: Finding, anchors: Anchors): Markup {
  const { object, at } = finding;
  const place = anchors.placeOf(object);
  const name = place === null ? code(object) : html`<a href="#${place}">${code(object)}</a>`;
  return html`<b>${name}</b> ${prose(messageWithout(finding))}${
    at !== undefined && html`<div class="at">${placeOf(anchors, at)}${statementOf(at)}</div>`
  }${proofOf(finding)}`;
}

/** Beside its place where a line has room for both. */
const short = 80;

function statementOf({ statement }: Place): Markup | null {
  if (statement === undefined) return null;
  const isShort = statement.length <= short && !statement.includes("\n");
  return isShort ? html` <code>${statement}</code>` : html`<pre><code>${statement}</code></pre>`;
}

/** What is known of it without a run. */
function proofOf({ proof, rules = [] }: Finding): Markup | null {
  const lint = rules.length > 0 && html`${rules.map((rule, place) => html`${place > 0 && ", "}${code(rule)}`)}`;
  if (proof === undefined) return lint === false ? null : html`<div class="proof">Lint: ${lint}.</div>`;
  const words = {
    confirmed: html`Reading the SQL warns of it, too: ${lint || "lint"}.`,
    refuted: html`Reading the SQL warns of it (${lint || "lint"}), but the run lost nothing.`,
    "only-ran": html`Reading the SQL does not show this: only the run does.`,
  };
  return html`<div class="proof">${words[proof]}</div>`;
}
