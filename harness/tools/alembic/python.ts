const strings = /("""|''')(?:\\[\s\S]|(?!\1)[\s\S])*\1|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/g;

/** The text without comments and without strings of several lines; everything else keeps its place. */
export function codeOf(text: string): string {
  return blanked(text, (found, isLong) => isLong || found.startsWith("#"));
}

/** The text without comments; everything else keeps its place. */
export function withoutComments(text: string): string {
  return blanked(text, (found) => found.startsWith("#"));
}

function blanked(text: string, isBlanked: (found: string, isLong: boolean) => boolean): string {
  return text.replaceAll(strings, (found, quotes: string | undefined) =>
    isBlanked(found, quotes !== undefined) ? found.replaceAll(/[^\n]/g, " ") : found,
  );
}

/** The lines of a function of the module itself: the first one is that of its `def`, from 0; the end is behind the last. */
export function functionIn(code: string, name: string): { readonly start: number; readonly end: number } | null {
  const lines = code.split("\n");
  const start = lines.findLastIndex((line) => new RegExp(`^def\\s+${name}\\s*\\(`).test(line));
  if (start < 0) return null;
  // A line that closes the list of parameters begins at the margin, too.
  const end = lines.findIndex((line, place) => place > start && /^[^\s)]/.test(line));
  return { start, end: end < 0 ? lines.length : end };
}

/**
 * What a name of the module is set to: the strings of a string, a tuple or a list; none for None.
 *
 * Null where it is not set, "computed" where only running the code could tell.
 */
export function namesSetTo(code: string, name: string): readonly string[] | "computed" | null {
  const found = [...code.matchAll(new RegExp(`^${name}[ \\t]*(?::[^=\\n]*)?=(?!=)[ \\t]*`, "gm"))].at(-1);
  if (found === undefined) return null;
  const value = valueAt(code, found.index + found[0].length);
  const items = value
    .replace(/^[([](.*)[)\]]$/s, "$1")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  if (items.length === 1 && items[0] === "None") return [];
  const names = items.map((item) => /^\(?\s*[uUrR]?(["'])([^"'\\\n]*)\1\s*\)?$/.exec(item)?.[2]);
  return names.every((one) => one !== undefined) && names.length > 0 ? names : "computed";
}

/** To the end of the line, or to the bracket that closes the first one. */
function valueAt(code: string, start: number): string {
  let depth = 0;
  for (let at = start; at < code.length; at += 1) {
    const character = code[at] ?? "";
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if ((character === "\n" || character === ";") && depth === 0) return code.slice(start, at).trim();
  }
  return code.slice(start).trim();
}
