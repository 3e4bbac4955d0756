import { clean } from "./clean.ts";

/** An XML element; foreign text stands in it as it is. */
export interface Element {
  readonly name: string;
  /** Those that are undefined are left out. */
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  /** Elements, or the lines of a text. */
  readonly children?: readonly Element[];
  readonly lines?: readonly string[];
}

/** A document that every parser of XML 1.0 takes: what may not stand in one is written out, as in "\x1b". */
export function xmlOf(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, "")}\n`;
}

function written({ name, attributes, children = [], lines = [] }: Element, indent: string): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value)).replaceAll('"', "&quot;")}"`],
  );
  const head = `${indent}<${name}${given.join("")}`;
  if (lines.length > 0) return `${head}>${lines.map(escaped).join("\n")}</${name}>`;
  if (children.length === 0) return `${head}/>`;
  const inner = children.map((child) => written(child, `${indent}  `));
  return [`${head}>`, ...inner, `${indent}</${name}>`].join("\n");
}

/** In one line, so that a text cannot look like a line of ours; halves of surrogate pairs and U+FFFE are in no XML. */
function escaped(text: string): string {
  return clean(text)
    .replaceAll(/[\p{Cs}\ufffe\uffff]/gu, (char) => `\\u${char.charCodeAt(0).toString(16)}`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
