import { type ParseArgsConfig, parseArgs } from "node:util";
import { coverages, majorVersion, providers, roles, rowLimits, seedLimits } from "../config/keys.ts";
import { HarnessError } from "../model/error.ts";
import type { CandidateChoice } from "../pipeline/split.ts";
import type { VerifyOptions } from "../pipeline/verify.ts";
import { type ReporterName, writers } from "../report/index.ts";
import { nearest } from "../text/nearest.ts";

/** Where a report goes: to stdout, or to a file. */
export interface Output {
  readonly reporter: ReporterName;
  readonly file: string | null;
}

export interface VerifyCommand {
  readonly folder: string | null;
  /** The config to use in place of the one that is found. */
  readonly config: string | null;
  /** The file of production's statistics, from the working folder. */
  readonly like: string | null;
  readonly scale: number | null;
  /** What a config may say, too; what was not said is not there, and so overrides nothing. */
  readonly said: Pick<VerifyOptions, "provider" | "postgres" | "image" | "role" | "rows" | "seed" | "coverage">;
  readonly candidate: CandidateChoice;
  readonly keep: boolean;
  readonly outputs: readonly Output[];
}

const options = {
  config: { type: "string" },
  provider: { type: "string" },
  postgres: { type: "string" },
  image: { type: "string" },
  role: { type: "string" },
  candidate: { type: "string" },
  base: { type: "string" },
  rows: { type: "string" },
  seed: { type: "string" },
  like: { type: "string" },
  scale: { type: "string" },
  coverage: { type: "string" },
  reporter: { type: "string", multiple: true },
  json: { type: "boolean", default: false },
  keep: { type: "boolean", default: false },
} as const;

const checkOptions = {
  config: { type: "string" },
  base: { type: "string" },
  reporter: { type: "string", multiple: true },
  json: { type: "boolean", default: false },
} as const;

export interface CheckCommand extends Pick<VerifyCommand, "folder" | "config" | "outputs"> {
  readonly base: string | null;
}

/** Whether JSON on stdout was asked for, also of a command line that is wrong otherwise. */
export function wantsJson(args: readonly string[]): boolean {
  const named = args.some((arg, place) => arg === "json" && args[place - 1] === "--reporter");
  return named || args.includes("--reporter=json") || args.includes("--json");
}

/** @throws {HarnessError} kind "input": what is wrong with the command line, and what would be right. */
export function parseVerify(args: readonly string[]): VerifyCommand {
  const { values, positionals } = parse(args, options);
  const [folder = null, ...rest] = positionals;
  if (rest.length > 0) throw usage(`verify takes one folder, and got ${positionals.join(", ")}`);
  if (values.candidate !== undefined && values.base !== undefined)
    throw usage("--candidate and --base exclude each other");
  return {
    folder,
    config: values.config ?? null,
    like: values.like ?? null,
    scale: values.scale === undefined ? null : above0("scale", values.scale),
    said: {
      ...(values.provider === undefined ? {} : { provider: oneOf("provider", values.provider, providers) }),
      ...(values.postgres === undefined ? {} : { postgres: major(values.postgres) }),
      ...(values.image === undefined ? {} : { image: values.image }),
      ...(values.role === undefined ? {} : { role: oneOf("role", values.role, roles) }),
      ...(values.rows === undefined ? {} : { rows: whole("rows", values.rows, rowLimits) }),
      ...(values.seed === undefined ? {} : { seed: whole("seed", values.seed, seedLimits) }),
      ...(values.coverage === undefined ? {} : { coverage: oneOf("coverage", values.coverage, coverages) }),
    },
    candidate: choice(values.candidate, values.base),
    keep: values.keep,
    outputs: outputs(values.reporter, values.json),
  };
}

/** @throws {HarnessError} kind "input", as `parseVerify` does. */
export function parseCheck(args: readonly string[]): CheckCommand {
  const { values, positionals } = parse(args, checkOptions);
  const [folder = null, ...rest] = positionals;
  if (rest.length > 0) throw usage(`check takes one folder, and got ${positionals.join(", ")}`);
  return {
    folder,
    config: values.config ?? null,
    base: values.base ?? null,
    outputs: outputs(values.reporter, values.json),
  };
}

function parse<Options extends NonNullable<ParseArgsConfig["options"]>>(args: readonly string[], options: Options) {
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

function choice(candidate: string | undefined, base: string | undefined): CandidateChoice {
  if (candidate !== undefined) return { candidate };
  return base === undefined ? null : { base };
}

function oneOf<Value extends string>(name: string, given: string, known: readonly Value[]): Value {
  const found = known.find((value) => value === given);
  if (found === undefined) throw usage(`--${name} is one of ${known.join(", ")}, not "${given}"`);
  return found;
}

function whole(name: string, given: string, [least, most]: readonly [least: number, most: number]): number {
  const number = Number(given);
  if (!/^\d+$/.test(given) || number < least || number > most) {
    throw usage(`--${name} is a whole number from ${least} to ${most}, not "${given}"`);
  }
  return number;
}

function above0(name: string, given: string): number {
  const number = Number(given);
  if (given.trim() === "" || !Number.isFinite(number) || number <= 0) {
    throw usage(`--${name} is a number above 0, such as 0.001, not "${given}"`);
  }
  return number;
}

function major(given: string): string {
  if (!majorVersion.test(given)) throw usage(`--postgres is a major version such as 17, not "${given}"`);
  return given;
}

/** One report goes to stdout: JSON where it is asked for, else the terminal's; more go to files. */
function outputs(reporters: readonly string[] = [], json: boolean): readonly Output[] {
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
