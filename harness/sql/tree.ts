import { parse, scan } from "libpg-query";

/** A node of the parser's tree. Only this folder looks into one. */
export type Tree = Readonly<Record<string, unknown>>;

/** One statement of a text: its node's name and body, and where it stands, in bytes of UTF-8. */
export interface Parsed {
  readonly kind: string;
  readonly node: Tree;
  readonly start: number;
  readonly end: number;
}

/**
 * Parses a text as PostgreSQL 18 would. Null where the parser refuses it, or runs out of stack or
 * memory on it: what is wrong with a statement is for the server to say.
 */
export async function parseSql(text: string): Promise<readonly Parsed[] | null> {
  // The parser would stop at a NUL in silence.
  if (text.includes("\0")) return null;
  if (text === "") return [];
  try {
    const bytes = Buffer.byteLength(text);
    const { stmts = [] } = await parse(text);
    return stmts.flatMap(({ stmt, stmt_location: start = 0, stmt_len: length = 0 }) =>
      wrapped(stmt).map(([kind, node]) => ({ kind, node, start, end: length === 0 ? bytes : start + length })),
    );
  } catch {
    return null;
  }
}

/** A lexical token: its text, and where it stands, in bytes of UTF-8. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a text without its comments; none where it cannot be read. */
export async function tokensOf(text: string): Promise<readonly Token[]> {
  return (await scanned(text)).filter((token) => !isComment(token));
}

/** The comments of a text with their marks; none where it cannot be read. */
export async function commentsOf(text: string): Promise<readonly Token[]> {
  return (await scanned(text)).filter(isComment);
}

type Scanned = Awaited<ReturnType<typeof scan>>["tokens"][number];

async function scanned(text: string): Promise<readonly Scanned[]> {
  if (text === "" || text.includes("\0")) return [];
  try {
    return (await scan(text)).tokens;
  } catch {
    return [];
  }
}

function isComment({ tokenName }: Scanned): boolean {
  return tokenName.endsWith("COMMENT");
}

/** Cuts a text by byte offsets, which is what the parser counts in. */
export function bytesOf(text: string, start: number, end: number): string {
  return Buffer.from(text).subarray(start, end).toString();
}

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The names and bodies of what a wrapper such as `{ "A_Const": { … } }` holds. */
export function wrapped(value: unknown): readonly (readonly [string, Tree])[] {
  if (!isTree(value)) return [];
  return Object.entries(value).flatMap(([kind, node]) => (isTree(node) ? [[kind, node] as const] : []));
}

/** The body of a wrapped node of that kind, else null. */
export function as(kind: string, value: unknown): Tree | null {
  const node = isTree(value) ? value[kind] : undefined;
  return isTree(node) ? node : null;
}

/** A list's members: of a plain array, or of a wrapped `List`. */
export function members(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const items = as("List", value)?.items;
  return Array.isArray(items) ? items : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** The text of a wrapped `String`. */
export function stringOf(value: unknown): string | null {
  const node = as("String", value);
  return node === null ? null : (textOf(node.sval) ?? "");
}

/** The last two parts of a qualified name, as the parser folded them. */
export function nameOf(value: unknown): { readonly schema: string | null; readonly name: string } | null {
  const parts = members(value).map(stringOf);
  const name = parts.at(-1) ?? null;
  return name === null ? null : { schema: parts.at(-2) ?? null, name };
}

/** The table that a plain (not wrapped) `RangeVar` names. */
export function tableOf(value: unknown): { readonly schema: string | null; readonly table: string } | null {
  if (!isTree(value)) return null;
  const table = textOf(value.relname);
  return table === null ? null : { schema: textOf(value.schemaname), table };
}
