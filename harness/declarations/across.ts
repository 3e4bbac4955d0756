import type { Declaration } from "../model/declaration.ts";
import { HarnessError } from "../model/error.ts";
import { declarationFile } from "./file-kind.ts";
import { identityOf } from "./object-name.ts";

/**
 * The rows are read before all migrations of a deploy and after them: what one object becomes is said once.
 *
 * @throws {HarnessError} input/declaration-unreadable, with the two files
 */
export function rejectDeclaredTwice(declarations: readonly Declaration[]): void {
  const first = new Map<string, string>();
  for (const { file, expect } of declarations) {
    for (const name of new Set(expect.map(({ object }) => object))) {
      const key = identityOf(name);
      const other = first.get(key);
      if (other !== undefined) throw declaredTwice(name, other, file);
      first.set(key, file);
    }
  }
}

function declaredTwice(name: string, first: string, second: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: declarationFile.code,
    step: "read what the candidate means to change",
    message: `${name} is declared in ${first} and in ${second}.`,
    remedy:
      "Declare it once, in the file of the later migration, as what it becomes from before both: they are tested as one deploy.",
  });
}
