import { clean } from "../pipeline/clean.ts";
import { give, reproduce } from "./give.ts";
import type { CleanCommand } from "./options/clean.ts";
import { progress, warnOfPasswords } from "./output.ts";

/** @returns the exit code: 1 where something of a run that is over could not be removed */
export async function cleanCommand(command: CleanCommand, args: readonly string[]): Promise<number> {
  warnOfPasswords(command.server);
  const report = await clean({ server: command.server, dryRun: command.dryRun, say: progress });
  await give(command.outputs, report, reproduce("clean", null, args));
  return report.verdict === "left" ? 1 : 0;
}
