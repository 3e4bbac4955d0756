import { type Output, outputs, parse, reporting, usage } from "./common.ts";

const { reporter, json } = reporting;

export interface CleanCommand {
  /** The user's own server; null for this machine. */
  readonly server: string | null;
  readonly dryRun: boolean;
  readonly outputs: readonly Output[];
}

/** @throws {HarnessError} kind "input", as `parseVerify` does. */
export function parseClean(args: readonly string[]): CleanCommand {
  const options = {
    reporter,
    json,
    server: { type: "string" },
    "dry-run": { type: "boolean", default: false },
  } as const;
  const { values, positionals } = parse(args, options);
  if (positionals.length > 0)
    throw usage("clean takes no folder", "To clean up a server: holdfast clean --server URL.");
  return {
    server: values.server ?? null,
    dryRun: values["dry-run"],
    outputs: outputs(values.reporter, values.json),
  };
}
