import { visits } from "./scope.ts";
import { parseSql, tableOf, textOf, tokensOf } from "./tree.ts";

/** PostgreSQL keeps this many bytes of a name. */
const longest = 63;

/** A name that the server cuts. */
export interface LongName {
  readonly name: string;
  /** In bytes of UTF-8, from 0. */
  readonly start: number;
}

/** The names in a text that are too long for PostgreSQL; those inside of literals and bodies are not among them. */
export async function longNames(text: string): Promise<readonly LongName[]> {
  // Only what could be one is scanned, which takes long.
  if (!/"[^"]{64,}"|[\w$]{64,}|""/.test(text) && !/[^\u0000-\u007f]/.test(text)) return [];
  return (await tokensOf(text)).flatMap(({ text: token, start }) => {
    const name = token.startsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : token;
    if (!/^["\p{L}_]/u.test(token) || /^[eEbBxXnN]'|^[uU]&/.test(token)) return [];
    return Buffer.byteLength(name) > longest ? [{ name, start }] : [];
  });
}

/** Two names that a statement list gives to objects of one kind and place, and that are the same once they are cut. */
export async function collisions(
  statements: readonly { readonly sql: string }[],
): Promise<readonly { readonly names: readonly [string, string]; readonly statement: number }[]> {
  const taken = new Map<string, string>();
  const found: { names: readonly [string, string]; statement: number }[] = [];
  for (const [statement, { sql }] of statements.entries()) {
    const long = await longNames(sql);
    for (const { space, kept } of long.length === 0 ? [] : await given(sql)) {
      const key = `${space} ${kept}`;
      const other = taken.get(key);
      const here = long.filter(({ name }) => cut(name) === kept).map(({ name }) => name);
      const name = here.find((one) => one !== other);
      if (other !== undefined && name !== undefined) found.push({ names: [other, name], statement });
      if (here[0] !== undefined) taken.set(key, other ?? here[0]);
    }
  }
  return found;
}

/** What is kept of the long names that a statement gives: an index's stands among all relations, a constraint's among those of its table. */
async function given(sql: string): Promise<readonly { readonly space: string; readonly kept: string }[]> {
  return ((await parseSql(sql)) ?? []).flatMap(({ kind, node }) => {
    const table = tableOf(node.relation)?.table ?? "";
    return [...visits(kind, node)].flatMap((visit) => {
      const index = visit.kind === "IndexStmt" ? textOf(visit.node.idxname) : null;
      const constraint = visit.kind === "Constraint" ? textOf(visit.node.conname) : null;
      // The parser has cut them already, as the server does.
      const kept = index ?? constraint;
      return kept === null ? [] : [{ space: index === null ? `constraint of ${table}` : "relation", kept }];
    });
  });
}

/** Never inside of a character. */
function cut(name: string): string {
  let [kept, bytes] = ["", 0];
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > longest) break;
    kept += character;
  }
  return kept;
}
