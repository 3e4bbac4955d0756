import type { ToolConfig } from "../model/config.ts";
import { HarnessError } from "../model/error.ts";
import type { Finding } from "../model/finding.ts";
import { type Ground, groundOf } from "./plan.ts";

/** A folder that is checked, and what its files say already. */
export interface Told {
  /** Absolute path. */
  readonly folder: string;
  readonly cwd: string;
  readonly findings: readonly Finding[];
}

/**
 * Null where the history cannot be read at all, and its files said so.
 *
 * @throws {HarnessError} as `groundOf` does otherwise
 */
export async function groundUnlessTold(told: Told, config: ToolConfig): Promise<Ground | null> {
  return groundOf(told.folder, told.cwd, config).catch((error: unknown) => {
    if (isTold(error, told)) return null;
    throw error;
  });
}

function isTold(error: unknown, { findings }: Told): boolean {
  if (!(error instanceof HarnessError) || error.kind !== "input") return false;
  return findings.some(({ code }) => code.replace("history/", "input/") === error.code);
}
