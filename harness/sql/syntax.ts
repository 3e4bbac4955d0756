import { hasSqlDetails, parse } from "libpg-query";

/** What the parser says about a text that it refuses. */
export interface SyntaxProblem {
  readonly message: string;
  /** In characters, from 0. */
  readonly offset: number;
}

/** Null for what the parser takes, and for what it has no room for: the server may have more. */
export async function syntaxProblem(text: string): Promise<SyntaxProblem | null> {
  if (text === "") return null;
  try {
    await parse(text);
    return null;
  } catch (error) {
    if (!hasSqlDetails(error) || error.sqlDetails === undefined) return null;
    const { message, cursorPosition } = error.sqlDetails;
    return { message, offset: Math.max(0, cursorPosition) };
  }
}
