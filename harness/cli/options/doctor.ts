import { folderOf, type Output, outputs, parse, reporting } from "./common.ts";
import { type Where, where, whereOf } from "./where.ts";

const options = { ...reporting, ...where } as const;

export interface DoctorCommand {
  readonly folder: string | null;
  readonly config: string | null;
  readonly said: Where;
  readonly outputs: readonly Output[];
}

/** @throws {HarnessError} kind "input", as `parseVerify` does. */
export function parseDoctor(args: readonly string[]): DoctorCommand {
  const { values, positionals } = parse(args, options);
  return {
    folder: folderOf("doctor", positionals),
    config: values.config ?? null,
    said: whereOf(values),
    outputs: outputs(values.reporter, values.json),
  };
}
