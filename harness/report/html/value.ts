import { count } from "../../text/count.ts";
import { html, type Markup } from "./escape.ts";

/** So many characters of a value are shown at once. */
const shown = 160;
/** So many are in the page at all. */
const most = 4000;

/** A value as PostgreSQL prints it. NULL, the empty text and white space are told apart by more than their looks. */
export function shownValue(value: string | null): Markup {
  if (value === null) return html`<i class="no">NULL</i>`;
  if (value === "") return html`<i class="no">empty text</i>`;
  if (value.length <= shown) return html`<span class="value">${spaced(value)}</span>`;
  const size = count(value.length, "character");
  const rest = value.length > most ? html` <i class="no">${count(value.length - most, "more character")}</i>` : null;
  return html`<details class="long"><summary><span class="value">${spaced(cut(value, shown / 2))}</span>… <i class="no">${size}</i></summary><span class="value">${spaced(cut(value, most))}</span>${rest}</details>`;
}

/** Never between the two halves of a character. */
export function cut(text: string, length: number): string {
  const end = /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}

const spaces: Readonly<Record<string, string>> = { " ": "␣", "\t": "⇥", "\n": "⏎\n" };

/** White space that nobody would see: at the ends, in a row, and whatever is no plain space. */
function spaced(value: string): readonly (Markup | string)[] {
  const parts = value.split(/([\t\n]+|^ +| +$| {2,})/);
  return parts.map((part, place) => {
    if (place % 2 === 0) return part;
    const seen = [...part].map((character) => spaces[character] ?? character).join("");
    return html`<span class="space">${seen}</span>`;
  });
}
