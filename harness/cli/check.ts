import { defineConfig } from "../config/define.ts";
import { findConfig } from "../config/find.ts";
import type { Settings } from "../config/index.ts";
import { HarnessError } from "../model/error.ts";
import { check } from "../pipeline/check.ts";
import { give, reproduce } from "./give.ts";
import type { CheckCommand } from "./options/check.ts";
import { printToStderr, progress, warnOfPasswords } from "./output.ts";

/** @returns the exit code: 0 when no finding is an error */
export async function checkCommand(
  command: CheckCommand,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const settings = await settingsFor(command);
  const { tool, run, role } = settings?.run ?? {};
  const folder = command.folder ?? (await usualFolder(settings));
  const { address } = command.said;
  warnOfPasswords(address, command.url);
  // A server that is there already has the version that it has.
  const { provider, postgres, image } = (address === undefined ? settings?.run : undefined) ?? {};
  const report = await check({
    ...(provider === undefined ? {} : { provider }),
    ...(postgres === undefined ? {} : { postgres }),
    ...(image === undefined ? {} : { image }),
    ...(role === undefined ? {} : { role }),
    ...command.said,
    folder,
    replay: command.replay,
    generate: command.generate,
    upgrade: command.upgrade,
    drops: command.drops,
    say: progress,
    signal,
    ...(command.base === null ? {} : { base: command.base }),
    ...(command.url === null ? {} : { url: command.url }),
    ...(command.snapshot === null ? {} : { snapshot: command.snapshot }),
    ...(tool === undefined ? {} : { tool }),
    ...(run === undefined ? {} : { run }),
  });
  await give(command.outputs, report, reproduce("check", folder, args));
  return report.verdict === "sound" ? 0 : 1;
}

/** What runs a config is only loaded where there is one: that takes longer than the check itself. */
async function settingsFor({ config }: CheckCommand): Promise<Settings | null> {
  const cwd = process.cwd();
  if ((await findConfig(cwd, config)) === null) return null;
  const { readConfig } = await import("../config/index.ts");
  printToStderr();
  return readConfig(cwd, config, { defineConfig, HarnessError });
}

async function usualFolder(settings: Settings | null): Promise<string> {
  const { migrationsFolder } = await import("./folder.ts");
  return migrationsFolder("check", process.cwd(), settings);
}
