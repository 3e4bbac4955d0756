import { parse, usage } from "./common.ts";

/** @throws {HarnessError} kind "input", as `parseVerify` does. */
export function parseClean(args: readonly string[]): { readonly server: string | null } {
  const { values, positionals } = parse(args, { server: { type: "string" }, json: { type: "boolean" } });
  if (positionals.length > 0)
    throw usage("clean takes no folder", "To clean up a server: holdfast clean --server URL.");
  return { server: values.server ?? null };
}
