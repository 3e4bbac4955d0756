import type { Place, Severity } from "../../model/finding.ts";
import type { Anchors } from "./anchors.ts";
import { type Child, html, type Markup } from "./escape.ts";
import { prose } from "./prose.ts";

/** One part of the page, with its line in the contents. */
export interface Part {
  /** Of the page's own making: letters, digits and "-". */
  readonly id: string;
  readonly title: string;
  /** What the contents say beside the title; "" where nothing is to be said. */
  readonly aside: string;
  readonly body: Markup;
}

export function sectionOf({ id, title, body }: Part): Markup {
  return html`
<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h" tabindex="-1">${title}</h2>
${body}
</section>`;
}

export interface Table {
  readonly caption: string;
  /** False where a heading says the same: then the caption is for those alone who do not see it. */
  readonly isTold?: boolean;
  readonly heads: readonly string[];
  /** The first cell of each is its row's head. */
  readonly rows: readonly (readonly Child[])[];
}

/** A table in a box of its own, which scrolls where the page is too narrow for it. */
export function table({ caption, isTold = true, heads, rows }: Table): Markup {
  return html`<div class="scroll"><table><caption${!isTold && html` class="unseen"`}>${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}`)}</thead>
<tbody>${rows.map(
    ([head = null, ...cells]) => html`
<tr><th scope="row">${head}</th>${cells.map((cell) => html`<td>${cell}</td>`)}`,
  )}
</tbody></table></div>`;
}

/** Terms and what each is. */
export function facts(pairs: readonly (readonly [term: string, said: Child])[]): Markup {
  return html`<dl class="facts">${pairs.map(([term, said]) => html`<div><dt>${term}</dt><dd>${said}</dd></div>`)}</dl>`;
}

/** A name, an identifier or a piece of SQL. */
export function code(text: string): Markup {
  return html`<code>${text}</code>`;
}

export function paragraph(...said: readonly Child[]): Markup {
  return html`<p>${said}</p>`;
}

export function list(items: readonly Child[]): Markup {
  return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

export function fold(summary: Child, body: Child): Markup {
  return html`<details><summary>${summary}</summary>${body}</details>`;
}

/** What to do instead. */
export function remedyOf(remedy: string): Markup {
  return html`<p class="remedy">${prose(remedy)}</p>`;
}

export const signs: Readonly<Record<Severity, string>> = { error: "✕", warning: "!", note: "i" };

export function severityOf(severity: Severity): Markup {
  return html`<span class="sign ${severity}" aria-hidden="true">${signs[severity]}</span>`;
}

/** "migrations/0003_tidy.sql:6:1", as a link where the page has the file; `short` leaves out its folders. */
export function placeOf(anchors: Anchors, at: Place, length: "whole" | "short" = "whole"): Markup {
  const file = length === "short" ? at.file.replace(/^.*\//s, "") : at.file;
  const name = `${file}:${at.line}:${at.column}`;
  const line = anchors.lineOf(at);
  return line === null ? code(name) : html`<a href="#${line}">${code(name)}</a>`;
}
