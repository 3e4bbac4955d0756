import type { Finding } from "../../model/finding.ts";
import type { Permit } from "../../model/guard.ts";
import type { Report } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { rehearsed } from "../content/verify.ts";
import type { Anchors } from "./anchors.ts";
import { html, type Markup } from "./escape.ts";
import { wordsOf } from "./meaning.ts";
import { code, list, type Part, paragraph, severityOf, table } from "./parts.ts";

/** What each outcome means, and whether it is what one wants of a way back. */
const outcomes = {
  blocked: ["✓", "good", "refused, and nothing changed"],
  "no-op": ["!", "unsure", "it reports success, and nothing changed"],
  reverted: ["!", "unsure", "it went through, and something changed"],
  pretended: ["✕", "bad", "the ledger says that it is undone; nothing else changed"],
  half: ["✕", "bad", "refused, and yet something changed, be it only the ledger"],
  "not-applicable": ["–", "none", "there is no such way"],
} as const;

const attempts: Readonly<Record<string, string>> = {
  "old-release": "the release before it is deployed again",
  "take-back": "the tool's own way down",
  inverse: "statements that undo it",
  "ledger-rewind": "it is taken out of the ledger, and all runs again",
};

export function goingBackPart(report: Report, anchors: Anchors): Part {
  const { downgrade, guard } = report;
  return {
    id: "back",
    title: guard === undefined ? "Going back" : "Going back, with the guard",
    aside: downgrade.length === 0 ? "" : count(downgrade.length, "attempt"),
    body: html`${downgrade.length === 0 ? paragraph("No way back was tried.") : ways(report, anchors)}${guard !== undefined && permits(guard.permits)}${restored(report)}`,
  };
}

function ways({ downgrade, findings }: Report, anchors: Anchors): Markup {
  const hasGuarded = downgrade.some(({ guarded }) => guarded !== undefined);
  return table({
    caption: "What came of each way back, read from rows, catalog and ledger",
    heads: ["attempt", "outcome", "how it went", ...(hasGuarded ? ["guardedMigrate()"] : [])],
    rows: downgrade.map(({ attempt, outcome, by, guarded }) => [
      html`${code(attempt)}${said(Object.hasOwn(attempts, attempt) ? attempts[attempt] : undefined)}`,
      html`${outcomeOf(outcome)}${findings.filter((finding) => finding.attempt === attempt).map((finding) => foundOf(finding, anchors))}`,
      by,
      ...(hasGuarded
        ? [guarded === undefined ? "–" : html`<b>${guarded.refused ? "✓ refuses" : "! goes on"}</b> ${guarded.by}`]
        : []),
    ]),
  });
}

function outcomeOf(outcome: string): Markup {
  if (!isKnown(outcome)) return html`<b>${outcome}</b>`;
  const [sign, tone, means] = outcomes[outcome];
  return html`<b class="way ${tone}"><span aria-hidden="true">${sign}</span> ${outcome}</b>${said(means)}`;
}

function foundOf(finding: Finding, anchors: Anchors): Markup {
  const { severity, code: name } = finding;
  return html`<a class="${severity} found-of" href="#${anchors.idOf(finding)}">${severityOf(severity)} ${wordsOf(name)}</a>`;
}

function isKnown(outcome: string): outcome is keyof typeof outcomes {
  return Object.hasOwn(outcomes, outcome);
}

function said(words: string | undefined): Markup | null {
  return words === undefined ? null : html` <small>${words}</small>`;
}

/** What approvals let through, once. */
export function permits(given: readonly (Permit & { readonly used?: boolean })[]): Markup {
  if (given.length === 0) return paragraph("The guard was given no permit.");
  return table({
    caption: "Permits of the guard, each for one use",
    heads: ["object", "lets through", "migration", "owner and reason", "until", "used"],
    rows: given.map(({ action, object, migration, owner, reason, expires, used }) => [
      code(object.join(".")),
      action,
      code(migration),
      `${owner}: ${reason}`,
      expires,
      used === undefined ? "–" : used ? "yes" : "no",
    ]),
  });
}

function restored({ rehearsal }: Report): Markup | null {
  if (rehearsal === undefined) return null;
  const differences = rehearsal.outcome === "differs" ? rehearsal.differences : [];
  return html`<h3>Restored from a dump</h3>${rehearsed(rehearsal).map((words) => paragraph(words))}${
    differences.length > 0 && list(differences.map(({ object, what }) => html`${code(object)} ${what}`))
  }`;
}
