import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { HarnessError } from "../model/error.ts";
import type { ErrorDocument } from "../model/report.ts";
import { type AnyReport, type ReporterName, reporters, type Writer, type WriterOptions } from "../report/index.ts";
import { addressShown, withoutPasswords } from "../text/secrets.ts";
import { shellWord } from "../text/shell.ts";
import type { Output } from "./options/common.ts";
import { colorFor, progress, write } from "./output.ts";
import { folderInRepository } from "./repository.ts";

const unwritable = "input/report-unwritable";

/** Writes a report to everywhere it is wanted; where one place cannot be written to, to all others before it throws. */
export async function give(outputs: readonly Output[], report: AnyReport, reproduce: string): Promise<void> {
  const within = await folderInRepository(process.cwd());
  const told = (writer: Writer, color: boolean) => writer.report(report, { color, reproduce, within });
  const failures: unknown[] = [];
  for (const output of outputs) {
    await giveOne(output, told, process.stdout).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

/** The same for a run that has nothing to report: what reads a report finds the reason in its place. */
export async function giveError(outputs: readonly Output[], document: ErrorDocument): Promise<void> {
  const options: Omit<WriterOptions, "color"> = { reproduce: "", within: await folderInRepository(process.cwd()) };
  const told = (writer: Writer, color: boolean) => writer.error(document, { color, ...options });
  // Of a report that could not be written, the others stand already.
  const wanted = document.error.code === unwritable ? [{ reporter: "terminal", file: null } as const] : outputs;
  for (const output of wanted) {
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
  const { stream: named, load } = reporters[reporter];
  const writer: Writer = await load();
  const stream = named === "stderr" ? process.stderr : usual;
  const text = told(writer, file === null && colorFor(stream));
  await (file === null ? write(stream, text) : writeReport(file, text)).catch((error: unknown) => {
    throw refusal(reporter, error);
  });
  if (reporter === "github") await addToSummary(told(await reporters.markdown.load(), false));
}

async function writeReport(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

function refusal(reporter: ReporterName, error: unknown): HarnessError {
  return new HarnessError({
    kind: "input",
    code: unwritable,
    step: `write the ${reporter} report`,
    message: error instanceof Error ? error.message : String(error),
    remedy: "Give a file in a folder that may be written to, with room for it.",
  });
}

/** The page of a workflow's job, where GitHub offers one. */
async function addToSummary(text: string): Promise<void> {
  const { GITHUB_STEP_SUMMARY: file } = process.env;
  if (file === undefined || file === "") return;
  await appendFile(file, `${text}\n`).catch((error: unknown) =>
    progress(`the job's summary was not written: ${error}`),
  );
}

/**
 * The same command, in a form that a shell takes, for somebody who wants to read its report: without what it wrote into files
 * besides. @param folder null where the command takes none, or none was found
 */
export function reproduce(command: string, folder: string | null, args: readonly string[]): string {
  const quoted = args
    .map(shown)
    .filter((_, place) => !isOfFiles(args, place))
    .map(shellWord);
  const named = folder === null || args.includes(folder) ? [] : [shellWord(folder)];
  return [`npx holdfast ${command}`, ...named, ...quoted].join(" ");
}

function isOfFiles(args: readonly string[], place: number): boolean {
  return (
    /^--(?:(?:json|write-declaration)$|reporter(?:=|$))/.test(args[place] ?? "") || args[place - 1] === "--reporter"
  );
}

function shown(arg: string, place: number, args: readonly string[]): string {
  const [, option = "", address = ""] = /^(--(?:url|server)=)(.*)$/s.exec(arg) ?? [];
  if (option !== "") return `${option}${addressShown(address)}`;
  return /^--(?:url|server)$/.test(args[place - 1] ?? "") ? addressShown(arg) : withoutPasswords(arg);
}
