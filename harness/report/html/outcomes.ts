import type { Tone } from "../content/headline.ts";
import { html, type Markup } from "./escape.ts";

interface Outcome {
  readonly sign: string;
  readonly tone: Tone | "changed";
  readonly means: string;
}

/** What can become of a column, the worst first. */
export const outcomes: Readonly<Record<string, Outcome>> = {
  lost: { sign: "✕", tone: "bad", means: "its values are gone" },
  altered: { sign: "≠", tone: "bad", means: "values are no longer what they were" },
  unproven: { sign: "?", tone: "unsure", means: "it held no value that could show a loss" },
  filled: { sign: "+", tone: "unsure", means: "NULLs have a value now" },
  approved: { sign: "◆", tone: "unsure", means: "lost or changed, and accepted by an approval" },
  becomes: { sign: "✎", tone: "changed", means: "changed as its declaration says, row by row" },
  moved: { sign: "↪", tone: "changed", means: "another column holds its values" },
  converted: { sign: "⇄", tone: "changed", means: "another type, from which every value comes back" },
  renamed: { sign: "→", tone: "changed", means: "every value is there, under another name" },
  kept: { sign: "✓", tone: "good", means: "every value is there, unchanged" },
};

/** Whether something is to be looked at. */
export function toneOf(outcome: string): Outcome["tone"] {
  return (Object.hasOwn(outcomes, outcome) ? outcomes[outcome]?.tone : undefined) ?? "unsure";
}

/** The class that gives a cell its colour and its sign; an outcome that this page does not know has the one of what is unproven. */
export function classOf(outcome: string): string {
  return Object.hasOwn(outcomes, outcome) ? `o-${outcome}` : "o-unproven";
}

/** The worst first. */
export function byHarm(a: string, b: string): number {
  const order = Object.keys(outcomes);
  return order.indexOf(a) - order.indexOf(b);
}

/** What the signs of a grid mean, of those that stand in it. */
export function legend(present: ReadonlySet<string>): Markup {
  const shown = Object.entries(outcomes).filter(([outcome]) => present.has(outcome));
  return html`<dl class="legend">${shown.map(
    ([outcome, { means }]) => html`<div><dt class="${classOf(outcome)}">${outcome}</dt><dd>${means}</dd></div>`,
  )}</dl>`;
}
