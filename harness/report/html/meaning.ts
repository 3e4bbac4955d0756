import { codeOf } from "../../codes/index.ts";
import { html, type Markup } from "./escape.ts";
import { code, fold, list, paragraph } from "./parts.ts";

/** A code in words: "Values of a column are lost survival/column-lost". */
export function titleOf(name: string): Markup {
  const entry = codeOf(name);
  return entry === null ? code(name) : html`${prose(entry.title)} ${code(name)}`;
}

/** What a code means, why it matters and what can be done, folded away; nothing where nobody says. */
export function meaningOf(name: string): Markup | null {
  const entry = codeOf(name);
  if (entry === null) return null;
  const { means, why, next } = entry;
  return fold("What this means", html`${paragraph(prose(means))}${paragraph(prose(why))}${list(next.map(prose))}`);
}

/** Text of the catalogue: Markdown, of which it only uses `code`. */
function prose(text: string): readonly (Markup | string)[] {
  return text.split("`").map((part, place) => (place % 2 === 0 ? part : code(part)));
}
