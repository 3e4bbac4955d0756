import { readConfig } from "../config/index.ts";
import { check } from "../pipeline/check.ts";
import { migrationsFolder } from "./folder.ts";
import { give, reproduce } from "./give.ts";
import type { CheckCommand } from "./options/check.ts";
import { printToStderr, progress, warnOfPasswords } from "./output.ts";

/** @returns the exit code: 0 when no finding is an error */
export async function checkCommand(
  command: CheckCommand,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const cwd = process.cwd();
  printToStderr();
  const settings = await readConfig(cwd, command.config);
  const { tool, run, role } = settings?.run ?? {};
  const folder = command.folder ?? (await migrationsFolder("check", cwd, settings));
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
