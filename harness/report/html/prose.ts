import { html, type Markup } from "./escape.ts";

/** What stands between backticks in a sentence, and not those in the middle of a name. */
const quoted = /(?<![^\s("'])`([^`\n]+)`(?![^\s.,;:!?)'"])/;

/** A sentence, with what it has between backticks as code. */
export function prose(text: string): Markup {
  return html`${text.split(quoted).map((part, place) => (place % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}
