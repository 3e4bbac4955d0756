import { resolve } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { HarnessError } from "../../model/error.ts";
import { type ReporterName, reporters } from "../../report/index.ts";
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

/** Where the reports are wanted that a command line asks for, also one that is wrong otherwise. */
export function outputsIn(args: readonly string[]): readonly Output[] {
  const reporters = args.flatMap((arg, place) => {
    if (arg.startsWith("--reporter=")) return [arg.slice("--reporter=".length)];
    return args[place - 1] === "--reporter" ? [arg] : [];
  });
  const json = args.includes("--json");
  try {
    return outputs(reporters, json);
  } catch {
    return outputs([], json);
  }
}

export function parse<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>> {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true });
    refuseAddresses(parsed.values, options);
    return parsed;
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    const words = error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error);
    throw usage(words, unknownOption(words, Object.keys(options)));
  }
}

/** What is the name of something, or of a file, is repeated in reports and errors. */
function refuseAddresses(values: Readonly<Record<string, unknown>>, options: object): void {
  for (const [name, value] of Object.entries(values)) {
    if (name === "url" || name === "server") continue;
    if (![value].flat().some((each) => typeof each === "string" && isAddress(each))) continue;
    const right = ["url", "server"].find((each) => each in options);
    throw usage(`--${name} takes no address`, right === undefined ? null : `Give the address as --${right}.`);
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
  return text.includes("://") || /\bpassword\s*=/i.test(text);
}

export function oneOf<Value extends string>(name: string, given: string, known: readonly Value[]): Value {
  const found = known.find((value) => value === given);
  if (found === undefined) throw usage(`--${name} is one of ${known.join(", ")}, not "${given}"`);
  return found;
}

/**
 * One report goes to stdout: JSON where it is asked for, else the terminal's; more go to files. In a workflow of GitHub's
 * its findings are annotations, too, unless reports are named.
 */
export function outputs(wanted: readonly string[] = [], json: boolean): readonly Output[] {
  const named = wanted.map(outputOf);
  const files = named.flatMap(({ file }) => (file === null ? [] : [resolve(file)]));
  const twice = files.find((file, place) => files.indexOf(file) < place);
  if (twice !== undefined) throw usage(`two reports cannot go to one file, ${twice}`);
  const asked: readonly Output[] = json ? [...named, { reporter: "json", file: null }] : named;
  const printed = asked.filter(({ reporter, file }) => file === null && reporters[reporter].stream === "stdout");
  if (printed.length > 1)
    throw usage("only one report can go to stdout; give the others a file: --reporter json=report.json");
  const all: readonly Output[] = printed.length === 0 ? [...asked, { reporter: "terminal", file: null }] : asked;
  const annotates = wanted.length === 0 && process.env.GITHUB_ACTIONS === "true";
  return annotates ? [...all, { reporter: "github", file: null }] : all;
}

function outputOf(text: string): Output {
  const [name = "", ...rest] = text.split("=");
  const reporter = oneOf("reporter", name, Object.keys(reporters) as ReporterName[]);
  const file = rest.length === 0 ? null : rest.join("=");
  if (file === "") throw usage(`--reporter ${name}= names no file`);
  return { reporter, file };
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
