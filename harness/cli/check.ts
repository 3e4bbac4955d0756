import { Console } from "node:console";
import { defineConfig } from "../config/define.ts";
import { HarnessError } from "../model/error.ts";
import { check } from "../pipeline/check.ts";
import { give, reproduce } from "./give.ts";
import { type CheckCommand, parseCheck } from "./options.ts";

/** @returns the exit code: 0 when no finding is an error */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const command = parseCheck(args);
  const folder = command.folder ?? (await usualFolder(command));
  const report = await check({ folder, ...(command.base === null ? {} : { base: command.base }) });
  for (const output of command.outputs) await give(output, report, reproduce("check", folder, args));
  return report.verdict === "sound" ? 0 : 1;
}

/** A config is only asked, and what runs it only loaded, where no folder is named: that takes longer than the check itself. */
async function usualFolder({ config }: CheckCommand): Promise<string> {
  const cwd = process.cwd();
  const { readConfig } = await import("../config/index.ts");
  const { migrationsFolder } = await import("./folder.ts");
  // Stdout belongs to the report: what a config prints goes to stderr.
  globalThis.console = new Console(process.stderr);
  return migrationsFolder("check", cwd, await readConfig(cwd, config, { defineConfig, HarnessError }));
}
