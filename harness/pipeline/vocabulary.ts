import type { Catalog } from "../model/catalog.ts";

/** Words that may be shown, since a schema or a migration holds them and they so need not come from rows. */
export interface Vocabulary {
  /** Whether a name may be shown. */
  knows(name: string): boolean;
  /** The name, or what stands for it: another one for each name. */
  name(name: string): string;
  /** The name of a type as the server prints it, with its length and the like. */
  type(words: string): string;
  /** SQL or other words, with … for each name, literal and number that is not known. */
  text(words: string): string;
}

// A literal, a quoted name, a word, a number.
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*|\d+(?:\.\d+)?/gu;

function bare(found: string): string {
  return /^['"]/.test(found) ? found.slice(1, -1).replaceAll(/''|""/g, (twice) => twice.charAt(0)) : found;
}

/** What PostgreSQL puts into the names and definitions that it makes itself. */
const own = new Set(
  `pkey key fkey idx idx1 seq check excl not null expr bigint integer smallint text character varying boolean numeric date time
   timestamp with without zone interval json jsonb uuid double precision real bytea regclass nextval btree hash gin gist brin
   spgist true false now bit it changes records more migrations fails any all array public`.split(/\s+/),
);

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}

/** @param texts The SQL of the migrations whose words may be shown. */
export function vocabulary(catalog: Catalog, texts: readonly string[]): Vocabulary {
  const strings = new Set(stringsOf(catalog));
  const words = new Set(strings);
  for (const text of [...strings, ...texts]) {
    for (const [found] of text.matchAll(token)) {
      words.add(bare(found));
      words.add(bare(found).toLowerCase());
      // Words within a literal are SQL where it is a function's body or what EXECUTE is given.
      if (/^['"]/.test(found)) for (const [inner] of bare(found).matchAll(token)) words.add(bare(inner));
    }
  }
  const stands = new Map<string, string>();
  // PostgreSQL makes the names of keys, indexes and sequences out of those of tables and columns.
  const isDerived = (name: string) =>
    name.split("_").every((part) => own.has(part) || words.has(part) || /^\d{0,2}$/.test(part));
  const knows = (name: string) => words.has(name) || isDerived(name);
  const shown = (found: string): boolean =>
    // Keywords as the server prints them: a name in capitals it would quote.
    words.has(bare(found)) || /^[A-Z]+$/.test(found) || (/^["\p{L}_]/u.test(found) && isDerived(bare(found)));
  const masked = (given: string, harmless: RegExp | null): string => {
    if (strings.has(given)) return given;
    return given.replaceAll(token, (found) => {
      if (shown(found) || harmless?.test(found) === true) return found;
      return /^['"]/.test(found) ? `${found.charAt(0)}…${found.charAt(0)}` : "…";
    });
  };
  return {
    knows,
    name(name) {
      if (knows(name)) return name;
      const standing = stands.get(name) ?? `withheld-${stands.size + 1}`;
      stands.set(name, standing);
      return standing;
    },
    type: (given) => masked(given, /^\d/),
    text: (given) => masked(given, null),
  };
}
