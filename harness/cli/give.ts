import { writeFile } from "node:fs/promises";
import { HarnessError } from "../model/error.ts";
import { type AnyReport, writers } from "../report/index.ts";
import { addressShown, withoutPasswords } from "../text/secrets.ts";
import { shellWord } from "../text/shell.ts";
import type { Output } from "./options/common.ts";
import { colorFor, write } from "./output.ts";

/** Writes a report to where it is wanted. */
export async function give(output: Output, report: AnyReport, again: string): Promise<void> {
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
export function reproduce(command: string, folder: string, args: readonly string[]): string {
  const quoted = args.map(shown).map(shellWord);
  const named = args.some((arg) => arg === folder) ? [] : [shellWord(folder)];
  return [`npx holdfast ${command}`, ...named, ...quoted].join(" ");
}

function shown(arg: string, place: number, args: readonly string[]): string {
  const [, option = "", address = ""] = /^(--(?:url|server)=)(.*)$/s.exec(arg) ?? [];
  if (option !== "") return `${option}${addressShown(address)}`;
  return /^--(?:url|server)$/.test(args[place - 1] ?? "") ? addressShown(arg) : withoutPasswords(arg);
}
