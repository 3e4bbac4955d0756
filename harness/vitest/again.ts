import { relative, sep } from "node:path";
import { literally } from "../text/literally.ts";
import { shellWord } from "../text/shell.ts";
import { keeps } from "./kept.ts";
import type { Outcome } from "./words.ts";

/** What Vitest says of the test that asks. */
interface Asking {
  readonly testPath?: string | undefined;
  /** With those of the suites around it, as "suite > test". */
  readonly currentTestName?: string | undefined;
}

/** The same outcome with a last line: how to run this test alone, and have it leave its databases. */
export function withReproduction({ pass, message }: Outcome, { testPath, currentTestName }: Asking): Outcome {
  if (testPath === undefined || currentTestName === undefined) return { pass, message };
  const file = relative(process.cwd(), testPath).split(sep).join("/");
  // Vitest matches the names with a space between them.
  const name = literally(currentTestName).replaceAll(" > ", ".*");
  const look = keeps() ? "" : "\nTo look into its databases, set HOLDFAST_KEEP=1.";
  return {
    pass,
    message: () => `${message()}\n\nAgain: npx vitest run ${shellWord(file)} -t ${shellWord(name)}${look}`,
  };
}
