import { parseArgs } from "node:util";
import type { ProviderName } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import type { CandidateChoice } from "../pipeline/split.ts";
import { type ReporterName, writers } from "../report/index.ts";

/** Where a report goes: to stdout, or to a file. */
export interface Output {
  readonly reporter: ReporterName;
  readonly file: string | null;
}

export interface VerifyCommand {
  readonly folder: string | null;
  readonly provider: "auto" | ProviderName;
  readonly postgres: string | null;
  readonly image: string | null;
  readonly role: "owner" | "superuser";
  readonly candidate: CandidateChoice;
  readonly rows: number;
  readonly seed: number;
  readonly coverage: "error" | "warn";
  readonly keep: boolean;
  readonly outputs: readonly Output[];
}

const options = {
  provider: { type: "string", default: "auto" },
  postgres: { type: "string" },
  image: { type: "string" },
  role: { type: "string", default: "owner" },
  candidate: { type: "string" },
  base: { type: "string" },
  rows: { type: "string", default: "200" },
  seed: { type: "string", default: "1" },
  coverage: { type: "string", default: "error" },
  reporter: { type: "string", multiple: true },
  json: { type: "boolean", default: false },
  keep: { type: "boolean", default: false },
} as const;

/** Whether JSON on stdout was asked for, also of a command line that is wrong otherwise. */
export function wantsJson(args: readonly string[]): boolean {
  const named = args.some((arg, place) => arg === "json" && args[place - 1] === "--reporter");
  return named || args.includes("--reporter=json") || args.includes("--json");
}

/** @throws {HarnessError} kind "input": what is wrong with the command line, and what would be right. */
export function parseVerify(args: readonly string[]): VerifyCommand {
  const { values, positionals } = parse(args);
  const [folder = null, ...rest] = positionals;
  if (rest.length > 0) throw usage(`verify takes one folder, and got ${positionals.join(", ")}`);
  if (values.candidate !== undefined && values.base !== undefined)
    throw usage("--candidate and --base exclude each other");
  return {
    folder,
    provider: oneOf("provider", values.provider, ["auto", "testcontainers", "embedded"]),
    postgres: values.postgres === undefined ? null : major(values.postgres),
    image: values.image ?? null,
    role: oneOf("role", values.role, ["owner", "superuser"]),
    candidate: choice(values.candidate, values.base),
    rows: whole("rows", values.rows, 2, 10_000_000),
    seed: whole("seed", values.seed, 0, 2 ** 31 - 1),
    coverage: oneOf("coverage", values.coverage, ["error", "warn"]),
    keep: values.keep,
    outputs: outputs(values.reporter, values.json),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const words = error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error);
    throw usage(words, unknownOption(words));
  }
}

function unknownOption(words: string): string | null {
  const name = /Unknown option '--?([^']+)'/.exec(words)?.[1];
  const near = name === undefined ? null : nearest(name, Object.keys(options));
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

function whole(name: string, given: string, least: number, most: number): number {
  const number = Number(given);
  if (!/^\d+$/.test(given) || number < least || number > most) {
    throw usage(`--${name} is a whole number from ${least} to ${most}, not "${given}"`);
  }
  return number;
}

function major(given: string): string {
  if (!/^\d{2}$/.test(given)) throw usage(`--postgres is a major version such as 17, not "${given}"`);
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

/** The known word that is at most two edits away. */
export function nearest(word: string, known: readonly string[]): string | null {
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(word, candidate) }))
    .sort((a, b) => a.edits - b.edits);
  const [best] = ranked;
  return best !== undefined && best.edits <= 2 ? best.candidate : null;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (left === right ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
