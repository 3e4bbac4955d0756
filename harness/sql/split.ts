import type { Migration, Statement } from "../model/history.ts";
import { parseSql } from "./tree.ts";

/** Where Drizzle cuts a file, wherever it stands: also inside a literal. */
export const breakpoint = "--> statement-breakpoint";
const byteOrderMark = "\uFEFF";
/** What Postgres takes for blank. JavaScript's `trim` would also take a byte order mark away, which Postgres refuses. */
const blanks = new Set(" \t\r\n\f\v");
const leadingBlanks = /^[ \t\r\n\f\v]*/;

/**
 * Cuts a migration into its statements, in order: first where Drizzle cuts, then where the parser does.
 *
 * A part that does not parse stays whole, as one statement: the server will say what is wrong with it.
 * Parts that hold nothing but blanks and comments are left out. Lines and columns (in characters) count
 * from 1 and point at the statement's own first character, behind the comments above it.
 */
export async function splitStatements(migration: Migration): Promise<Statement[]> {
  return (await splitParts(migration)).flatMap(({ statements }) => statements);
}

/** What of a migration its statements are cut from. */
export type MigrationText = Pick<Migration, "id" | "file" | "sql" | "lines">;

/** What Drizzle sends at a time. */
export interface Part {
  readonly text: string;
  /** Where it begins in the migration, in characters. */
  readonly offset: number;
  readonly statements: readonly Statement[];
  /** Where each statement begins in the part, in characters. */
  readonly starts: readonly number[];
  /** Whether the parser takes it; else it stands as one statement. */
  readonly parses: boolean;
}

/** The same, by the parts that Drizzle sends one after the other. */
export async function splitParts(migration: MigrationText): Promise<readonly Part[]> {
  const parts: Part[] = [];
  let count = 0;
  const place = placesIn(migration.sql);
  let offset = 0;
  for (const text of migration.sql.split(breakpoint)) {
    const { parses, found } = await statementsOf(text);
    const statements = found.map(({ sql, start }) => {
      const line = migration.lines?.[count++];
      const at = line === undefined ? place(offset + start) : { line, column: 1 };
      return { migration: migration.id, file: migration.file, sql, ...at };
    });
    parts.push({ text, offset, statements, starts: found.map(({ start }) => start), parses });
    offset += text.length + breakpoint.length;
  }
  return parts;
}

interface Cut {
  readonly parses: boolean;
  readonly found: readonly { readonly sql: string; readonly start: number }[];
}

async function statementsOf(chunk: string): Promise<Cut> {
  const parsed = await parseSql(chunk);
  if (parsed === null) {
    const mark = chunk.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
    const start = mark + blanksBefore(chunk.slice(mark));
    return { parses: false, found: [{ sql: chunk.slice(0, mark) + withoutTrailingBlanks(chunk.slice(start)), start }] };
  }
  const bytes = Buffer.from(chunk);
  let [byte, character] = [0, 0];
  const found = parsed.map((statement) => {
    character += bytes.toString("utf8", byte, statement.start).length;
    byte = statement.start;
    const sql = bytes.toString("utf8", statement.start, statement.end);
    const blanks = blanksBefore(sql);
    return { sql: withoutTrailingBlanks(sql.slice(blanks)), start: character + blanks };
  });
  return { parses: true, found };
}

function blanksBefore(text: string): number {
  return leadingBlanks.exec(text)?.[0].length ?? 0;
}

function withoutTrailingBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && blanks.has(text[end - 1] ?? "")) end -= 1;
  return text.slice(0, end);
}

/** Turns offsets in characters, asked in rising order, into places; goes over the text once. */
export function placesIn(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  let [line, lineStart, seen] = [1, text.startsWith(byteOrderMark) ? byteOrderMark.length : 0, 0];
  return (offset) => {
    for (let next = text.indexOf("\n", seen); next >= 0 && next < offset; next = text.indexOf("\n", seen)) {
      line += 1;
      lineStart = next + 1;
      seen = lineStart;
    }
    return { line, column: [...text.slice(lineStart, offset)].length + 1 };
  };
}
