import { relative, resolve } from "node:path";
import { readConfig, readShapes, type Settings } from "../config/index.ts";
import { type VerifyOptions, verify } from "../pipeline/verify.ts";
import { migrationsFolder } from "./folder.ts";
import { give, reproduce } from "./give.ts";
import { usage } from "./options/common.ts";
import type { VerifyCommand } from "./options/verify.ts";
import { printToStderr, progress, warnOfPasswords } from "./output.ts";

/** @returns the exit code: 0 when the candidate is safe */
export async function verifyCommand(
  command: VerifyCommand,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const cwd = process.cwd();
  printToStderr();
  const settings = await readConfig(cwd, command.config);
  const shapes = await shapesFor(command, settings, cwd);
  const folder = command.folder ?? (await migrationsFolder("verify", cwd, settings));
  if (settings !== null) progress(`config: ${settings.label}`);
  const { candidate, keep, said } = command;
  warnOfPasswords(said.address);
  const wishes = settings === null ? {} : { wishes: settings.wishes };
  const wanted = { ...runOf(settings, said), ...settings?.seed, ...wishes, ...said, shapes };
  const verification = await verify({ ...wanted, folder, candidate, keep, say: progress, signal });
  const { before, after } = verification;
  if (command.keep && before !== null && after !== null)
    progress(`before: database ${before.name}, after: database ${after.name}`);
  try {
    await give(command.outputs, verification.report, reproduce("verify", folder, args));
  } finally {
    await verification.close();
  }
  return verification.report.verdict === "safe" ? 0 : 1;
}

/** A server that is there already has the version that it has, whatever the config wants where one is started. */
function runOf(settings: Settings | null, { address }: VerifyCommand["said"]): Partial<Settings["run"]> {
  if (settings === null || address === undefined) return settings?.run ?? {};
  const { postgres: _, image: __, ...run } = settings.run;
  return run;
}

/** The command line's file and scale go before the config's, each by itself. */
async function shapesFor(
  { like, scale, said }: VerifyCommand,
  settings: Settings | null,
  cwd: string,
): Promise<NonNullable<VerifyOptions["shapes"]>> {
  if (said.from !== undefined) return {};
  const file = like === null ? (settings?.like ?? null) : resolve(cwd, like);
  if (file !== null) return readShapes(file, relative(cwd, file) || ".", scale ?? settings?.scale ?? 1);
  if (scale === null) return {};
  throw usage("--scale needs a file of statistics to scale", "Name it: --like FILE.");
}
