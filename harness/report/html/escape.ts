import { visible } from "./visible.ts";

/** Only this module can make one, so no text of a report can pass for markup. */
const made: unique symbol = Symbol("markup");

export interface Markup {
  readonly [made]: string;
}

/** What may stand in a template; null and false stand for nothing. */
export type Child = Markup | string | number | null | false | readonly Child[];

/**
 * Markup with foreign text in it: every text that is put in is escaped, for an element as for a quoted attribute. Nothing
 * may be put into a tag's name, an attribute without quotes, a style or a script.
 */
export function html(strings: TemplateStringsArray, ...children: readonly Child[]): Markup {
  const parts = strings.map((string, place) =>
    place === 0 ? string : `${textOf(children[place - 1] ?? null)}${string}`,
  );
  return { [made]: parts.join("") };
}

/** The page's own text where nothing is escaped: its style and its script, which hold nothing of a report. */
export function own(text: string): Markup {
  return { [made]: text };
}

export function render(markup: Markup): string {
  return markup[made];
}

function textOf(child: Child): string {
  if (child === null || child === false) return "";
  if (typeof child === "string") return escaped(child);
  if (typeof child === "number") return String(child);
  return made in child ? child[made] : child.map(textOf).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

function escaped(text: string): string {
  return visible(text).replaceAll(/[&<>"'`]/g, (sign) => entities[sign] ?? sign);
}
