import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { HarnessError } from "../model/error.ts";
import type { ErrorDocument } from "../model/report.ts";
import { type AnyReport, type ReporterName, type Writer, type WriterOptions, writers } from "../report/index.ts";
import { addressShown, withoutPasswords, withoutPasswordsIn } from "../text/secrets.ts";
import { shellWord } from "../text/shell.ts";
import type { Output } from "./options/common.ts";
import { colorFor, progress, write } from "./output.ts";
import { folderInRepository } from "./repository.ts";

/** Writes a report to everywhere it is wanted. */
export async function give(outputs: readonly Output[], report: AnyReport, reproduce: string): Promise<void> {
  const within = await folderInRepository(process.cwd());
  const shown = withoutPasswordsIn(report);
  const told = (writer: Writer, color: boolean) => writer.report(shown, { color, reproduce, within });
  for (const output of outputs) await giveOne(output, told, process.stdout);
}

/** The same for a run that has nothing to report: what reads a report finds the reason in its place. */
export async function giveError(outputs: readonly Output[], document: ErrorDocument): Promise<void> {
  const options: Omit<WriterOptions, "color"> = { reproduce: "", within: await folderInRepository(process.cwd()) };
  const told = (writer: Writer, color: boolean) => writer.error(document, { color, ...options });
  for (const output of outputs) {
    // Data goes to stdout; what a person reads of an error does not.
    const stream = output.reporter === "terminal" ? process.stderr : process.stdout;
    await giveOne(output, told, stream).catch((error: unknown) => progress(`${error}`));
  }
}

async function giveOne(
  { reporter, file }: Output,
  told: (writer: Writer, color: boolean) => string,
  usual: NodeJS.WriteStream,
): Promise<void> {
  const writer: Writer = writers[reporter];
  const stream = writer.stream === "stderr" ? process.stderr : usual;
  const text = told(writer, file === null && colorFor(stream));
  if (file === null) await write(stream, text);
  else await writeReport(file, text, reporter);
  if (reporter === "github") await addToSummary(told(writers.markdown, false));
}

async function writeReport(file: string, text: string, reporter: ReporterName): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw new HarnessError({
      kind: "input",
      code: "input/report-unwritable",
      step: `write the ${reporter} report`,
      message: error instanceof Error ? error.message : String(error),
      remedy: "Give a file in a folder that may be written to.",
    });
  }
}

/** The page of a workflow's job, where GitHub offers one. */
async function addToSummary(text: string): Promise<void> {
  const { GITHUB_STEP_SUMMARY: file } = process.env;
  if (file === undefined || file === "") return;
  await appendFile(file, `${text}\n`).catch((error: unknown) =>
    progress(`the job's summary was not written: ${error}`),
  );
}

/** The same command, in a form that a shell takes. @param folder null where the command takes none, or none was found */
export function reproduce(command: string, folder: string | null, args: readonly string[]): string {
  const quoted = args.map(shown).map(shellWord);
  const named = folder === null || args.includes(folder) ? [] : [shellWord(folder)];
  return [`npx holdfast ${command}`, ...named, ...quoted].join(" ");
}

function shown(arg: string, place: number, args: readonly string[]): string {
  const [, option = "", address = ""] = /^(--(?:url|server)=)(.*)$/s.exec(arg) ?? [];
  if (option !== "") return `${option}${addressShown(address)}`;
  return /^--(?:url|server)$/.test(args[place - 1] ?? "") ? addressShown(arg) : withoutPasswords(arg);
}
