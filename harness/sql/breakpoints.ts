import { scan } from "libpg-query";
import { breakpoint } from "./split.ts";

/** A breakpoint inside of what is one piece to PostgreSQL. */
export interface CutPiece {
  /** In characters, from 0. */
  readonly offset: number;
  readonly inside: "a literal" | "a quoted name" | "a comment";
}

/**
 * The breakpoints of a migration that stand inside a literal, a function's body, a quoted name or a block comment:
 * Drizzle cuts there all the same. None where the text cannot be read.
 */
export async function cutPieces(sql: string): Promise<readonly CutPiece[]> {
  // Scanning costs more than all else; a text whose parts are balanced has nothing cut.
  if (!sql.includes(breakpoint) || sql.includes("\0") || sql.split(breakpoint).every(isBalanced)) return [];
  const bytes = Buffer.from(sql);
  try {
    return (await scan(sql)).tokens.flatMap(({ start, end, tokenName }) => {
      if (tokenName === "SQL_COMMENT") return [];
      const at = bytes.subarray(start, end).indexOf(breakpoint);
      return at < 0 ? [] : [{ offset: bytes.toString("utf8", 0, start + at).length, inside: kindOf(tokenName) }];
    });
  } catch {
    return [];
  }
}

function kindOf(token: string): CutPiece["inside"] {
  if (token === "C_COMMENT") return "a comment";
  return token === "IDENT" || token === "UIDENT" ? "a quoted name" : "a literal";
}

/** Errs on the side of looking closer: an apostrophe in a comment is enough. */
function isBalanced(part: string): boolean {
  const even = (piece: string): boolean => part.split(piece).length % 2 === 1;
  if (!even("'") || !even('"')) return false;
  if (part.split("/*").length !== part.split("*/").length) return false;
  const tags = part.match(/\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/g) ?? [];
  return [...new Set(tags)].every(even);
}
