import { writeFile } from "node:fs/promises";
import { HarnessError } from "../model/error.ts";
import type { Report } from "../model/report.ts";
import { type VerifyOptions, verify } from "../pipeline/verify.ts";
import { writers } from "../report/index.ts";
import { migrationsFolder } from "./folder.ts";
import { type Output, parseVerify, type VerifyCommand } from "./options.ts";
import { colorFor, progress, write } from "./output.ts";

/** @returns the exit code: 0 when the candidate is safe */
export async function verifyCommand(args: readonly string[], signal: AbortSignal): Promise<number> {
  const command = parseVerify(args);
  const folder = command.folder ?? (await migrationsFolder(process.cwd()));
  const verification = await verify({ ...asOptions(command), folder, say: progress, signal });
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

function asOptions({ postgres, image, outputs, folder, ...rest }: VerifyCommand): Omit<VerifyOptions, "folder"> {
  return { ...rest, ...(postgres === null ? {} : { postgres }), ...(image === null ? {} : { image }) };
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
