import { readdir, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { HarnessError } from "../../model/error.ts";
import { fileAbove } from "../../text/above.ts";
import { firstOf } from "../../text/count.ts";
import { shellWord } from "../../text/shell.ts";
import { type DrizzleConfig, readDrizzleConfig } from "../../tools/drizzle/config.ts";
import { tools, usualFoldersIn } from "../../tools/index.ts";

/** The migrations of a project. */
export interface Migrations {
  /** The tool that made them. */
  readonly tool: string;
  /** From the project's folder, with forward slashes. */
  readonly folder: string;
  /** Whether there are some already. */
  readonly there: boolean;
  /** What says where they are, for people. */
  readonly by: string;
}

const step = "find the project's migrations";
/** Below this many folders, nobody keeps a config. */
const deepest = 4;
const notLookedInto = /^(node_modules|dist|build|out|coverage|\..*)$/;

/**
 * Where drizzle.config says, else where projects usually keep them.
 *
 * @param label the folder as the user gave it
 * @param isPackage whether the folder has a package.json
 * @throws {HarnessError} input/no-project, input/several-projects, input/no-migrations
 */
export async function findMigrations(folder: string, label: string, isPackage: boolean): Promise<Migrations> {
  const config = await ownConfig(folder, label, isPackage);
  if (config !== null) {
    const { out, problem } = config;
    const name = slashes(relative(folder, config.file));
    const usual = problem === null ? "drizzle" : ((await usualIn(folder))?.folder ?? "drizzle");
    const at = slashes(relative(folder, resolve(folder, out ?? usual))) || ".";
    const by = problem === null ? name : `${name}, which does not load here (${problem}), so this is a guess`;
    return { tool: "drizzle", folder: at, there: await isThere(join(folder, at)), by };
  }
  const usual = await usualIn(folder);
  if (usual !== null) return usual;
  throw await nothingFound(folder, label, isPackage);
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

async function usualIn(folder: string): Promise<Migrations | null> {
  const [first] = await usualFoldersIn(folder);
  return first === undefined ? null : migrationsAt(folder, first, `the folder ${slashes(relative(folder, first))}`);
}

/**
 * Migrations in a folder that is known.
 *
 * @param at absolute path
 * @param by what says that they are there, for people
 * @param said the tool's name, where that is known, too
 */
export async function migrationsAt(folder: string, at: string, by: string, said?: string): Promise<Migrations> {
  const known = await Promise.all(tools.map(async ({ name, recognises }) => ((await recognises(at)) ? name : null)));
  const tool = said ?? known.find((name) => name !== null);
  return { tool: tool ?? "drizzle", folder: slashes(relative(folder, at)) || ".", there: tool !== undefined, by };
}

/** The project's drizzle.config: in its folder, else the only one below it that belongs to no other package. */
async function ownConfig(folder: string, label: string, isPackage: boolean): Promise<DrizzleConfig | null> {
  const found = await configsIn(folder, deepest);
  const here = found.filter((file) => dirname(file) === folder);
  if (here.length > 0) return readDrizzleConfig(folder);
  const places = await Promise.all(found.map(async (file) => ({ file, home: await homeOf(file) })));
  const own = isPackage ? places.filter(({ home }) => home === folder) : [];
  if (own.length === 1 && own[0] !== undefined) return readDrizzleConfig(dirname(own[0].file));
  const rivals = own.length > 1 ? own.map(({ file }) => dirname(file)) : places.map(({ home }) => home);
  if (rivals.length === 0) return null;
  throw several(folder, label, [...new Set(rivals)], found);
}

/** The nearest folder with a package.json; that of the file where there is none. */
async function homeOf(file: string): Promise<string> {
  const manifest = await fileAbove(dirname(file), ["package.json"]);
  return dirname(manifest ?? file);
}

async function configsIn(folder: string, depth: number): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (depth < deepest) return [];
    throw unreadable(folder, error);
  });
  const files = entries.filter(({ name }) => /^drizzle\.config\.([cm]?[tj]s|json)$/.test(name));
  const folders = depth === 0 ? [] : entries.filter((one) => one.isDirectory() && !notLookedInto.test(one.name));
  const below = await Promise.all(folders.map(({ name }) => configsIn(join(folder, name), depth - 1)));
  return [...files.map(({ name }) => join(folder, name)), ...below.flat()].toSorted();
}

function unreadable(folder: string, error: unknown): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/no-project",
    step: "look at the project",
    message: `The folder ${folder} cannot be read (${Reflect.get(Object(error), "code")}).`,
    remedy: "Give yourself the right to read it, or name another folder.",
  });
}

function several(folder: string, label: string, homes: readonly string[], files: readonly string[]): HarnessError {
  const shown = homes.map((home) => slashes(join(label, relative(folder, home))) || ".");
  return new HarnessError({
    kind: "input",
    code: "input/several-projects",
    step,
    message:
      homes.length === 1
        ? `The project with migrations is not ${label === "." ? "here" : label}, but ${shown[0]}.`
        : `There are ${homes.length} projects with migrations: ${firstOf(shown)}.`,
    tried: files.map((file) => slashes(relative(folder, file))),
    remedy: `Name ${homes.length === 1 ? "it" : "one at a time"}: holdfast init ${shellWord(shown[0] ?? "FOLDER")}.`,
  });
}

async function nothingFound(folder: string, label: string, isPackage: boolean): Promise<HarnessError> {
  const above = isPackage ? null : await fileAbove(dirname(folder), ["package.json"]);
  const up = above === null ? null : slashes(relative(process.cwd(), dirname(above))) || ".";
  return new HarnessError({
    kind: "input",
    code: up === null ? "input/no-migrations" : "input/no-project",
    step,
    message:
      up === null
        ? `No migrations were found ${label === "." ? "here" : `in ${label}`}.`
        : `${label} has no package.json, and the one of ${up} is above it.`,
    tried: [
      isPackage ? "package.json: it is there" : "package.json: there is none",
      "drizzle.config.*: there is none here or below",
      "drizzle, migrations, db/migrations, alembic and the like: no tool's migrations are in them",
    ],
    remedy:
      up === null
        ? 'Make the first migration, and run it again; or write holdfast.config.ts by hand: export default { migrations: "path/to/them" }.'
        : `Name the project: holdfast init ${shellWord(up)}.`,
  });
}

function slashes(path: string): string {
  return path.split(sep).join("/");
}
