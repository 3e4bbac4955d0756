import { Console } from "node:console";
import { writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { readConfig, readShapes, type Settings } from "../config/index.ts";
import * as api from "../index.ts";
import { HarnessError } from "../model/error.ts";
import type { Report } from "../model/report.ts";
import { type VerifyOptions, verify } from "../pipeline/verify.ts";
import { writers } from "../report/index.ts";
import { migrationsFolder } from "./folder.ts";
import { type Output, parseVerify, usage, type VerifyCommand } from "./options.ts";
import { colorFor, progress, write } from "./output.ts";

/** @returns the exit code: 0 when the candidate is safe */
export async function verifyCommand(args: readonly string[], signal: AbortSignal): Promise<number> {
  const command = parseVerify(args);
  const cwd = process.cwd();
  // Stdout belongs to the report: what a config and its functions print goes to stderr.
  globalThis.console = new Console(process.stderr);
  const settings = await readConfig(cwd, command.config, api);
  const shapes = await shapesFor(command, settings, cwd);
  const folder = command.folder ?? (await migrationsFolder(cwd, settings));
  if (settings !== null) progress(`config: ${settings.label}`);
  const { candidate, keep, said } = command;
  const wishes = settings === null ? {} : { wishes: settings.wishes };
  const wanted = { ...settings?.run, ...settings?.seed, ...wishes, ...said, shapes };
  const verification = await verify({ ...wanted, folder, candidate, keep, say: progress, signal });
  const { before, after } = verification;
  if (command.keep && before !== null && after !== null)
    progress(`before: database ${before.name}, after: database ${after.name}`);
  try {
    for (const output of command.outputs) await give(output, verification.report, reproduce(folder, args));
  } finally {
    await verification.close();
  }
  return verification.report.verdict === "safe" ? 0 : 1;
}

/** The command line's file and scale go before the config's, each by itself. */
async function shapesFor(
  { like, scale }: VerifyCommand,
  settings: Settings | null,
  cwd: string,
): Promise<NonNullable<VerifyOptions["shapes"]>> {
  const file = like === null ? (settings?.like ?? null) : resolve(cwd, like);
  if (file !== null) return readShapes(file, relative(cwd, file) || ".", scale ?? settings?.scale ?? 1);
  if (scale === null) return {};
  throw usage("--scale needs a file of statistics to scale", "Name it: --like FILE.");
}

async function give(output: Output, report: Report, again: string): Promise<void> {
  const color = output.file === null && colorFor(process.stdout);
  const text = writers[output.reporter].report(report, { color, reproduce: again });
  if (output.file === null) return write(process.stdout, text);
  await writeFile(output.file, text).catch((error: unknown) => {
    throw new HarnessError({
      kind: "input",
      code: "input/report-unwritable",
      step: `write the ${output.reporter} report`,
      message: error instanceof Error ? error.message : String(error),
      remedy: "Give a file in a folder that exists and may be written to.",
    });
  });
}

/** The same command, in a form that a shell takes. */
function reproduce(folder: string, args: readonly string[]): string {
  const quoted = args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`));
  const named = args.some((arg) => arg === folder) ? [] : [folder];
  return ["npx holdfast verify", ...named, ...quoted].join(" ");
}
