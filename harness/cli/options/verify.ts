import { coverages, guards, roles, rowLimits, seedLimits } from "../../config/keys.ts";
import type { CandidateChoice } from "../../pipeline/split.ts";
import type { VerifyOptions } from "../../pipeline/verify.ts";
import { folderOf, type Output, oneOf, outputs, parse, reporting, usage } from "./common.ts";
import { where, whereOf } from "./where.ts";

export interface VerifyCommand {
  readonly folder: string | null;
  /** The config to use in place of the one that is found. */
  readonly config: string | null;
  /** The file of production's statistics, from the working folder. */
  readonly like: string | null;
  readonly scale: number | null;
  /** What a config may say, too; what was not said is not there, and so overrides nothing. */
  readonly said: Pick<
    VerifyOptions,
    | "provider"
    | "postgres"
    | "image"
    | "role"
    | "rows"
    | "seed"
    | "coverage"
    | "address"
    | "from"
    | "showValues"
    | "guard"
    | "rehearse"
    | "writeDeclaration"
  >;
  readonly candidate: CandidateChoice;
  readonly keep: boolean;
  readonly outputs: readonly Output[];
}

const options = {
  ...reporting,
  ...where,
  role: { type: "string" },
  from: { type: "string" },
  "show-values": { type: "boolean", default: false },
  candidate: { type: "string" },
  base: { type: "string" },
  rows: { type: "string" },
  seed: { type: "string" },
  like: { type: "string" },
  scale: { type: "string" },
  coverage: { type: "string" },
  guard: { type: "string" },
  "rehearse-restore": { type: "boolean", default: false },
  "write-declaration": { type: "boolean", default: false },
  keep: { type: "boolean", default: false },
} as const;

/** @throws {HarnessError} kind "input": what is wrong with the command line, and what would be right. */
export function parseVerify(args: readonly string[]): VerifyCommand {
  const { values, positionals } = parse(args, options);
  if (values.candidate !== undefined && values.base !== undefined)
    throw usage("--candidate and --base exclude each other");
  return {
    folder: folderOf("verify", positionals),
    config: values.config ?? null,
    like: values.like ?? null,
    scale: values.scale === undefined ? null : above0("scale", values.scale),
    said: {
      ...whereOf(values),
      ...copyOf(values),
      ...(values.role === undefined ? {} : { role: oneOf("role", values.role, roles) }),
      ...(values.rows === undefined ? {} : { rows: whole("rows", values.rows, rowLimits) }),
      ...(values.seed === undefined ? {} : { seed: whole("seed", values.seed, seedLimits) }),
      ...(values.coverage === undefined ? {} : { coverage: oneOf("coverage", values.coverage, coverages) }),
      ...(values.guard === undefined ? {} : { guard: oneOf("guard", values.guard, guards) }),
      ...(values["rehearse-restore"] ? { rehearse: true } : {}),
      ...(values["write-declaration"] ? { writeDeclaration: true } : {}),
    },
    candidate: choice(values.candidate, values.base),
    keep: values.keep,
    outputs: outputs(values.reporter, values.json),
  };
}

interface CopyValues {
  readonly server?: string | undefined;
  readonly from?: string | undefined;
  readonly "show-values": boolean;
  readonly rows?: string | undefined;
  readonly seed?: string | undefined;
  readonly like?: string | undefined;
  readonly scale?: string | undefined;
}

/** What is said of a database whose rows are taken in place of made ones. */
function copyOf(values: CopyValues): Pick<VerifyOptions, "from" | "showValues"> {
  const { server, from, "show-values": showValues } = values;
  if (from === undefined) {
    if (showValues) throw usage("--show-values belongs to --from, which holds values of rows back");
    return {};
  }
  if (server === undefined) throw usage("--from needs the server that has the database", "Name it: --server URL.");
  const made = (["rows", "seed", "like", "scale"] as const).find((name) => values[name] !== undefined);
  if (made !== undefined) throw usage(`--from takes the rows that are there, and --${made} is about made ones`);
  return { from, showValues };
}

function choice(candidate: string | undefined, base: string | undefined): CandidateChoice {
  if (candidate !== undefined) return { candidate };
  return base === undefined ? null : { base };
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
