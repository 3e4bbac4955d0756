import { exitCodes, HarnessError } from "../model/error.ts";
import type { ErrorDocument } from "../model/report.ts";
import { withoutPasswords } from "../text/secrets.ts";

export function exitCodeOf(error: unknown): number {
  return exitCodes[error instanceof HarnessError ? error.kind : "bug"];
}

export function documentOf(error: unknown, command: string): ErrorDocument {
  const { code, step, message, tried, remedy } = error instanceof HarnessError ? error : unforeseen(error);
  return {
    schemaVersion: 1,
    command,
    // Whatever repeats what was given may repeat an address.
    error: {
      code,
      step,
      message: withoutPasswords(message),
      tried: tried.map(withoutPasswords),
      remedy: withoutPasswords(remedy),
    },
  };
}

function unforeseen(error: unknown): HarnessError {
  return new HarnessError({
    kind: "bug",
    code: "bug/unforeseen",
    step: "run",
    message: error instanceof Error ? error.message : String(error),
    remedy: "This is a bug of holdfast. Please report it, with the migration that showed it.",
  });
}
