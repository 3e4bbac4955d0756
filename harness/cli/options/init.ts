import { folderOf, parse } from "./common.ts";

const options = { yes: { type: "boolean", short: "y", default: false } } as const;

export interface InitCommand {
  /** The project; by default the working folder. */
  readonly folder: string;
  /** Write without asking. */
  readonly yes: boolean;
}

/** @throws {HarnessError} kind "input", as `parseVerify` does. */
export function parseInit(args: readonly string[]): InitCommand {
  const { values, positionals } = parse(args, options);
  return { folder: folderOf("init", positionals) ?? ".", yes: values.yes };
}
