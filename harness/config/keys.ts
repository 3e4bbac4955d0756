import type { RunnerConfig } from "../model/config.ts";
import {
  type Check,
  expected,
  type FileKind,
  isObject,
  list,
  number,
  object,
  oneOf,
  record,
  refusal,
  required,
  text,
  whole,
  within,
} from "../text/shape.ts";
import { columnValues, never, rows, seedSet } from "./values.ts";

/** What a value in a config, or in a file that it names, is refused with. */
export const configFile: FileKind = { code: "input/config", otherwise: "or leave the key out" };

/** What some keys take; those of the command line take the same. */
export const providers = ["auto", "testcontainers", "embedded", "server"] as const;
export const roles = ["owner", "superuser"] as const;
export const coverages = ["error", "warn"] as const;
export const guards = ["installed", "none"] as const;
export const rowLimits = [2, 10_000_000] as const;
export const seedLimits = [0, 2 ** 31 - 1] as const;
export const majorVersion = /^\d{2}$/;

const path = text("a path", /\S/);

const runner = object({
  command: text("a command", /\S/),
  down: text("a command", /\S/),
  env: text("the name of a variable", /^\w+$/),
  folder: path,
});

const run: Check<RunnerConfig> = (value, at) => {
  if (typeof value === "string" && value.trim() !== "") return { command: value };
  if (!isObject(value)) throw expected(at, 'a command such as "npm run db:migrate"', value);
  const { command, ...rest } = runner(value, at);
  return { ...rest, command: required(command, within(at, "command"), "a command") };
};

const file: Check<string | URL> = (value, at) => {
  if (value instanceof URL && value.protocol === "file:") return value;
  if (typeof value === "string" && value.trim() !== "") return value;
  throw expected(at, "the path of a file", value);
};

const table = object({
  rows: whole([0, rowLimits[1]]),
  sql: file,
  list: rows,
  columns: record(columnValues),
});

const tables: Check<Readonly<Record<string, ReturnType<typeof table>>>> = (value, at) => {
  const checked = record(table)(value, at);
  const bare = Object.keys(checked).find((name) => !name.includes("."));
  if (bare === undefined) return checked;
  throw refusal(within(at, bare), 'is not a name such as "schema.table"', `Write "public.${bare}", or its own schema.`);
};

export const seedKeys = {
  seed: whole(seedLimits),
  rows: whole(rowLimits),
  like: path,
  scale: number("a number above 0", (given) => given > 0 && Number.isFinite(given)),
  sets: list(seedSet),
  tables,
  never,
};

export const configKeys = {
  migrations: path,
  tool: oneOf(["drizzle", "plain-sql", "alembic"]),
  run,
  provider: oneOf(providers),
  postgres: text('a major version such as "17"', majorVersion),
  image: text("a container image", /\S/),
  role: oneOf(roles),
  coverage: oneOf(coverages),
  guard: oneOf(guards),
  drift: object({ ignore: list(text("a name", /\S/)) }),
  seed: object(seedKeys),
};
