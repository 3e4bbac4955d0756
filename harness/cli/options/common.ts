import { type ParseArgsConfig, parseArgs } from "node:util";
import { HarnessError } from "../../model/error.ts";
import { type ReporterName, writers } from "../../report/index.ts";
import { nearest } from "../../text/nearest.ts";

/** Where a report goes: to stdout, or to a file. */
export interface Output {
  readonly reporter: ReporterName;
  readonly file: string | null;
}

/** What every command takes that prints a report. */
export const reporting = {
  config: { type: "string" },
  reporter: { type: "string", multiple: true },
  json: { type: "boolean", default: false },
} as const;

/** Whether JSON on stdout was asked for, also of a command line that is wrong otherwise. */
export function wantsJson(args: readonly string[]): boolean {
  const named = args.some((arg, place) => arg === "json" && args[place - 1] === "--reporter");
  return named || args.includes("--reporter=json") || args.includes("--json");
}

export function parse<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const words = error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error);
    throw usage(words, unknownOption(words, Object.keys(options)));
  }
}

function unknownOption(words: string, options: readonly string[]): string | null {
  const name = /Unknown option '--?([^']+)'/.exec(words)?.[1];
  const near = name === undefined ? null : nearest(name, options);
  return near === null ? null : `Did you mean --${near}?`;
}

/** The one folder that a command takes; null where none is named. */
export function folderOf(command: string, positionals: readonly string[]): string | null {
  const [folder = null, ...rest] = positionals;
  const remedy = positionals.some(isAddress) ? "Give the address of a database as an option: --url or --server." : null;
  if (rest.length > 0) throw usage(`${command} takes one folder, and got ${positionals.length}`, remedy);
  if (folder !== null && isAddress(folder)) throw usage(`${command} takes a folder, and got an address`, remedy);
  return folder;
}

/** It may hold a password, and is not repeated. */
export function isAddress(text: string): boolean {
  return text.includes("://");
}

export function oneOf<Value extends string>(name: string, given: string, known: readonly Value[]): Value {
  const found = known.find((value) => value === given);
  if (found === undefined) throw usage(`--${name} is one of ${known.join(", ")}, not "${given}"`);
  return found;
}

/** One report goes to stdout: JSON where it is asked for, else the terminal's; more go to files. */
export function outputs(reporters: readonly string[] = [], json: boolean): readonly Output[] {
  const named = reporters.map((text): Output => {
    const [reporter = "", ...file] = text.split("=");
    return {
      reporter: oneOf("reporter", reporter, Object.keys(writers) as ReporterName[]),
      file: file.length === 0 ? null : file.join("="),
    };
  });
  const all: readonly Output[] = json ? [...named, { reporter: "json", file: null }] : named;
  const printed = all.filter((output) => output.file === null);
  if (printed.length > 1)
    throw usage("only one report can go to stdout; give the others a file: --reporter json=report.json");
  return printed.length === 0 ? [...all, { reporter: "terminal", file: null }] : all;
}

export function usage(message: string, remedy: string | null = null): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/usage",
    step: "read the command line",
    message: `${message}.`,
    remedy: remedy ?? "See holdfast --help.",
  });
}
