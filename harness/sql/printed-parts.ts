/** A token, blanks as well, of SQL that PostgreSQL printed; or what is in brackets. */
export type Part = string | Group;

export interface Group {
  readonly open: "(" | "[";
  readonly parts: readonly Part[];
}

/** A name as PostgreSQL prints it, for a regular expression. */
export const printedName = String.raw`(?:"(?:[^"]|"")*"|[a-z_]\w*)`;

const zone = String.raw`(?:\(\d\))?(?: with(?:out)? time zone)?`;
const field = "(?:year|month|day|hour|minute|second)";
const ofSeveralWords = `character varying|bit varying|double precision|time(?:stamp)?\\b${zone}|interval(?: ${field}(?: to ${field})?)?`;
const type = String.raw`(?:(?:${ofSeveralWords})(?!\w)|${printedName}(?:\.${printedName})?)(?:\([^()']*\))?(?:\[\])*`;
const tokens = new RegExp(
  String.raw`[A-Z]?'(?:[^']|'')*'|"(?:[^"]|"")*"|::${type}|[()[\],]|\s+|[^\s'"()[\],:]+|[\s\S]`,
  "g",
);

/** A cast is one token, "::character varying(3)[]". Null where brackets do not close as they open. */
export function partsOf(text: string): readonly Part[] | null {
  const top: Part[] = [];
  const open: { readonly bracket: "(" | "["; readonly parts: Part[] }[] = [];
  for (const [token] of text.matchAll(tokens)) {
    const parts = open.at(-1)?.parts ?? top;
    if (token === "(" || token === "[") {
      const inner: Part[] = [];
      parts.push({ open: token, parts: inner });
      open.push({ bracket: token, parts: inner });
    } else if (token === ")" || token === "]") {
      if (open.pop()?.bracket !== (token === ")" ? "(" : "[")) return null;
    } else {
      parts.push(token);
    }
  }
  return open.length === 0 ? top : null;
}

export function shownParts(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      return `${part.open}${shownParts(part.parts)}${part.open === "(" ? ")" : "]"}`;
    })
    .join("");
}

/** The items between commas, without the blank after each comma. */
export function itemsOf(parts: readonly Part[]): readonly (readonly Part[])[] {
  const commas = parts.flatMap((part, at) => (part === "," ? [at] : []));
  return [-1, ...commas].map((comma, place) => {
    const item = parts.slice(comma + 1, commas[place] ?? parts.length);
    return comma >= 0 && item[0] === " " ? item.slice(1) : item;
  });
}

/** What stands right before a parenthesis calls it, or is indexed by it. */
export function isCalled(before: Part | undefined): boolean {
  return before !== undefined && (typeof before !== "string" || /[\w"]$/.test(before));
}
