import { HarnessError } from "../model/error.ts";
import { withoutPasswords } from "../text/secrets.ts";
import { type Line, tell } from "./words.ts";

/** Vitest prints an error's message, and of one that has a cause nothing else: what was tried, and what to do, go in there. */
export function spoken(error: unknown): unknown {
  if (!(error instanceof HarnessError)) return error;
  const { kind, code, step, message, tried, remedy } = error;
  const lines: readonly Line[] = [
    ["while", step],
    ...tried.map((each, place): Line => [place === 0 ? "tried" : "", each]),
    ["remedy", remedy],
    ["code", code],
  ];
  const told = new HarnessError({ kind, code, step, message: withoutPasswords(tell(message, lines)), remedy });
  // Nothing of ours is to be mended there.
  told.stack = `${told.name}: ${told.message}`;
  return told;
}

/** The same for what a promise is rejected with. */
export async function speaking<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw spoken(error);
  }
}
