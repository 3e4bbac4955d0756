import { HarnessError } from "../model/error.ts";
import type { FileKind } from "../text/shape.ts";

export const declarationFile: FileKind = {
  code: "input/declaration-unreadable",
  otherwise: "as docs/declarations.md shows it",
};

/** What cannot be read is never "nothing declared". */
export function unreadable(file: string, message: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: declarationFile.code,
    step: `read ${file}`,
    message,
    remedy: `Write it ${declarationFile.otherwise}, or let holdfast verify --write-declaration propose it.`,
  });
}
