import { type Finding, severities } from "../../model/finding.ts";
import { count } from "../../text/count.ts";
import { groupsOf, messageWithout } from "../content/groups.ts";
import type { Headline, Tone } from "../content/headline.ts";
import type { NextCommand } from "../content/next.ts";
import type { Anchors } from "./anchors.ts";
import { type Child, html, type Markup } from "./escape.ts";
import { titleOf } from "./meaning.ts";
import { code, facts, placeOf, remedyOf, signs } from "./parts.ts";
import { prose } from "./prose.ts";

const tones: Readonly<Record<Tone, string>> = { good: "✓", unsure: "?", bad: "✕" };

/** So many of a group stand here; the part about findings has all of them. */
const shown = 15;

/** What a reader sees first: the verdict, what it is about, what was lost and what to do, and how to see it again. */
export function verdictOf(
  { tone, word, meaning, about }: Headline,
  known: readonly (readonly [term: string, said: Child])[],
  rest: Markup,
): Markup {
  return html`
<section class="verdict ${tone}" aria-labelledby="verdict">
<h1 id="verdict" tabindex="-1"><span class="sign" aria-hidden="true">${tones[tone]}</span> <b>${word}</b> <span>${meaning}</span></h1>
${known.length === 0 ? html`<p>${about}</p>` : facts(known)}
${rest}
</section>`;
}

/** "12 errors, 2 warnings, 3 notes", each as a link to them. */
export function tally(findings: readonly Finding[]): Markup {
  const counts = severities.map((severity) => ({
    severity,
    many: findings.filter((finding) => finding.severity === severity).length,
  }));
  if (findings.length === 0) return html`nothing`;
  return html`<span class="tally">${counts.map(({ severity, many }) => many > 0 && html`<a href="#${severity}s" class="${severity}"><span aria-hidden="true">${signs[severity]}</span> ${count(many, severity)}</a> `)}</span>`;
}

/** The errors, each in a line, with what to do instead. */
export function errorsOf(findings: readonly Finding[], anchors: Anchors): Markup | null {
  const groups = groupsOf(findings, "error");
  if (groups.length === 0) return null;
  return html`<div class="errors">${groups.map(
    (group) => html`
<div class="error"><h2>${titleOf(group[0].code)}</h2>
<ul>${group.slice(0, shown).map((finding) => html`<li>${line(finding, anchors)}`)}</ul>${
      group.length > shown &&
      html`<p><a href="#${anchors.idOf(group[shown] ?? group[0])}">… and ${count(group.length - shown, "more", "more")}</a></p>`
    }
${remedyOf(group[0].remedy)}</div>`,
  )}</div>`;
}

function line(finding: Finding, anchors: Anchors): Markup {
  const { object, at } = finding;
  return html`<a href="#${anchors.idOf(finding)}">${code(object)}</a> <span>${prose(messageWithout(finding))}</span>${at !== undefined && html` <small>${placeOf(anchors, at, "short")}</small>`}`;
}

/** The command, to be taken into a shell; a line breaks between its words only. */
export function next({ purpose, command }: NextCommand): Markup {
  const words = command.split(" ").map((word, place) => html`${place > 0 && " "}<span>${word}</span>`);
  return html`<div class="again"><h2>${purpose === "Again" ? "See it again" : purpose}</h2><pre><code>${words}</code></pre></div>`;
}
