import { folderOf, outputs, parse, reporting, usage } from "./common.ts";
import type { VerifyCommand } from "./verify.ts";
import { type Where, where, whereOf } from "./where.ts";

const options = {
  ...reporting,
  ...where,
  base: { type: "string" },
  replay: { type: "boolean", default: false },
  generate: { type: "boolean", default: false },
  upgrade: { type: "boolean", default: false },
  drops: { type: "boolean", default: false },
  url: { type: "string" },
  snapshot: { type: "string" },
} as const;

export interface CheckCommand extends Pick<VerifyCommand, "folder" | "config" | "outputs"> {
  readonly base: string | null;
  readonly replay: boolean;
  readonly generate: boolean;
  readonly upgrade: boolean;
  readonly drops: boolean;
  readonly url: string | null;
  readonly snapshot: string | null;
  readonly said: Where;
}

/** @throws {HarnessError} kind "input", as `parseVerify` does. */
export function parseCheck(args: readonly string[]): CheckCommand {
  const { values, positionals } = parse(args, options);
  const { replay, generate, upgrade, url = null, snapshot = null } = values;
  const said = whereOf(values);
  if (!replay && Object.keys(said).length > 0) {
    throw usage("check starts a server for --replay only", "Add --replay, or leave out what says where it runs.");
  }
  if (url !== null && snapshot !== null)
    throw usage("--url and --snapshot exclude each other: production is one of them");
  return {
    folder: folderOf("check", positionals),
    config: values.config ?? null,
    base: values.base ?? null,
    replay,
    generate,
    upgrade,
    drops: values.drops || url !== null || snapshot !== null,
    url,
    snapshot,
    said,
    outputs: outputs(values.reporter, values.json),
  };
}
