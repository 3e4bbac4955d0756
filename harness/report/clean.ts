/**
 * Takes the teeth out of foreign text before it reaches a terminal: control characters (escape
 * sequences, carriage returns, backspaces), bidirectional overrides, line breaks, and what a
 * workflow of GitHub reads as a command: `::` at the beginning of a line, and `##[` anywhere.
 */
export function clean(text: string): string {
  return text
    .replaceAll(/\s*(?:\r\n|[\n\u2028\u2029])\s*/g, " ")
    .replaceAll("\t", " ")
    .replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`)
    .replaceAll(
      /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .replace(/^\s*:(?=:)/, "\\x3a")
    .replaceAll("##[", "#\\x23[");
}
