/** Where a value stands in a JSON text: the keys and indexes that lead to it. */
export type JsonPath = readonly (string | number)[];

/** A line and a column, both from 1; columns count characters. */
export interface JsonPlace {
  readonly line: number;
  readonly column: number;
}

/** A key that an object holds twice: JSON.parse keeps the last one in silence. */
export interface RepeatedKey {
  readonly path: JsonPath;
  readonly offset: number;
}

/** What one walk over a text shows. */
export interface JsonScan {
  /** Where it stops being JSON; null where it is JSON. */
  readonly broken: number | null;
  readonly repeated: readonly RepeatedKey[];
  /** Where the value at a path, or the nearest one around it that is there, begins. */
  offsetOf(path: JsonPath): number;
}

/** Where a text stops being JSON, as "line:column", both from 1; null where it is JSON. */
export function brokenAt(text: string): string | null {
  const { broken } = scanJson(text, 0);
  if (broken === null) return null;
  const { line, column } = placeAt(text, broken);
  return `${line}:${column}`;
}

/** A parsed document, or where the text stops being one, in characters from 0. */
export type ParsedJson = { readonly value: unknown } | { readonly broken: number };

/** Longer texts are walked over first: the engine's parser takes seconds over what is only brackets. */
const longText = 4 * 1024 * 1024;

export function parseJson(text: string): ParsedJson {
  const broken = text.length > longText ? scanJson(text, 0).broken : null;
  if (broken !== null) return { broken };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { broken: scanJson(text, 0).broken ?? 0 };
  }
}

/** Finds many places in one text. */
export function placesIn(text: string): (offset: number) => JsonPlace {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

export function placeAt(text: string, offset: number): JsonPlace {
  let [line, start] = [1, 0];
  for (let end = text.indexOf("\n"); end >= 0 && end < offset; end = text.indexOf("\n", start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

interface Open {
  /** The keys so far; null for an array. */
  readonly keys: Set<string> | null;
  key: string;
  index: number;
}

const blank = /[ \t\r\n]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// What can no longer become a word or a number is told from where it goes wrong.
const partial = /t(?:r(?:ue?)?)?|f(?:a(?:l(?:se?)?)?)?|n(?:u(?:ll?)?)?|-?\d*(?:\.\d*)?(?:[eE][+-]?\d*)?/y;
const plain = /[^"\\\u0000-\u001f]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
/** Deeper than this nothing is looked at. */
const deepest = 10_000;

/**
 * Walks over a text once, without recursion, whatever it holds.
 *
 * @param depth how many keys and indexes deep places are kept
 */
export function scanJson(text: string, depth: number): JsonScan {
  const places = new Map<string, number>();
  const repeated: RepeatedKey[] = [];
  const stack: Open[] = [];
  const path = (): JsonPath => stack.map(({ keys, key, index }) => (keys === null ? index : key));
  const match = (pattern: RegExp, at: number): number => {
    pattern.lastIndex = at;
    return pattern.test(text) ? pattern.lastIndex : at;
  };

  const broken = walk();
  return {
    broken,
    repeated,
    offsetOf(wanted) {
      for (let length = wanted.length; length > 0; length -= 1) {
        const found = places.get(JSON.stringify(wanted.slice(0, length)));
        if (found !== undefined) return found;
      }
      return 0;
    },
  };

  function walk(): number | null {
    let at = match(blank, 0);
    for (;;) {
      const begun = value(at);
      if (begun.broken) return begun.at;
      at = begun.at;
      if (begun.open) continue;
      const next = after(at);
      if (next.broken) return next.at;
      at = next.at;
      if (stack.length === 0) return at === text.length ? null : at;
    }
  }

  /** Reads a scalar to its end, or steps into an array or object, up to its first value. */
  function value(at: number): Step {
    if (stack.length > 0 && stack.length <= depth) places.set(JSON.stringify(path()), at);
    const first = text[at];
    if (first === '"') return closed(string(at));
    if (first !== "{" && first !== "[") {
      const end = match(scalar, at);
      return end > at ? closed({ at: end, broken: false }) : { at: match(partial, at), broken: true, open: false };
    }
    const inner = match(blank, at + 1);
    if (text[inner] === (first === "{" ? "}" : "]")) return closed({ at: inner + 1, broken: false });
    if (stack.length === deepest) return { at, broken: true, open: false };
    stack.push({ keys: first === "{" ? new Set() : null, key: "", index: 0 });
    return first === "{" ? key(inner) : { at: inner, broken: false, open: true };
  }

  /** What follows a finished value: commas and brackets, up to the next value or the end. */
  function after(from: number): Step {
    let at = match(blank, from);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      if (text[at] === ",") {
        top.index += 1;
        const next = match(blank, at + 1);
        return top.keys === null ? { at: next, broken: false, open: true } : key(next);
      }
      if (text[at] !== (top.keys === null ? "]" : "}")) return { at, broken: true, open: false };
      stack.pop();
      at = match(blank, at + 1);
    }
    return { at, broken: false, open: false };
  }

  function key(at: number): Step {
    const end = string(at);
    if (end.broken) return { ...end, open: false };
    const top = stack.at(-1);
    const name: unknown = JSON.parse(text.slice(at, end.at));
    if (top !== undefined && typeof name === "string") {
      top.key = name;
      if (top.keys?.has(name)) repeated.push({ path: path(), offset: at });
      top.keys?.add(name);
    }
    const colon = match(blank, end.at);
    if (text[colon] !== ":") return { at: colon, broken: true, open: false };
    return { at: match(blank, colon + 1), broken: false, open: true };
  }

  function string(from: number): Omit<Step, "open"> {
    if (text[from] !== '"') return { at: from, broken: true };
    for (let at = match(plain, from + 1); ; ) {
      if (text[at] === '"') return { at: at + 1, broken: false };
      const end = match(escaped, at);
      if (end === at) return { at, broken: true };
      at = match(plain, end);
    }
  }
}

interface Step {
  readonly at: number;
  readonly broken: boolean;
  /** A value is to be read next. */
  readonly open: boolean;
}

function closed({ at, broken }: Omit<Step, "open">): Step {
  return { at, broken, open: false };
}
