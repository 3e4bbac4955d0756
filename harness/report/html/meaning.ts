import { codeOf } from "../../codes/index.ts";
import { html, type Markup } from "./escape.ts";
import { code, fold, list, paragraph } from "./parts.ts";
import { prose } from "./prose.ts";

/** A code in words: "Values of a column are lost"; the code itself where nobody says. */
export function wordsOf(name: string): Markup {
  const entry = codeOf(name);
  return entry === null ? code(name) : prose(entry.title);
}

/** "Values of a column are lost survival/column-lost" */
export function titleOf(name: string): Markup {
  return codeOf(name) === null ? code(name) : html`${wordsOf(name)} ${code(name)}`;
}

/** What a code means, why it matters and what can be done, folded away; nothing where nobody says. */
export function meaningOf(name: string): Markup | null {
  const entry = codeOf(name);
  if (entry === null) return null;
  const { means, why, next } = entry;
  return fold("What this means", html`${paragraph(prose(means))}${paragraph(prose(why))}${list(next.map(prose))}`);
}
