import { clean } from "./clean.ts";

/** A text of at most so many characters, with a sign where it was longer. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // No character has more than two halves: what is behind need not be counted.
  const characters = [...text.slice(0, 2 * most + 1)];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}

/** The same of foreign text, without its teeth. */
export function cleanCut(text: string, most: number): string {
  return cut(clean(cut(text, most)), most);
}
