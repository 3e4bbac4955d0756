import { stat } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileAbove } from "../../text/above.ts";
import { filesBelow } from "../../text/below.ts";
import { slashes } from "../../text/slashes.ts";
import { type DrizzleConfig, readDrizzleConfig } from "../../tools/drizzle/config.ts";
import { tools, usualFoldersIn } from "../../tools/index.ts";
import { nothingFound, otherDatabase, several, unreadable } from "./refusals.ts";

/** The migrations of a project. */
export interface Migrations {
  /** The tool that made them. */
  readonly tool: string;
  /** From the project's folder, with forward slashes. */
  readonly folder: string;
  /** Whether there are some already. */
  readonly there: boolean;
  /** Whether the tool has ways down. */
  readonly goesBack: boolean;
  /** What says where they are, for people. */
  readonly by: string;
}

/**
 * Where drizzle.config says, else where projects usually keep them.
 *
 * @param label the folder as the user gave it
 * @param isPackage whether the folder has a package.json
 * @throws {HarnessError} input/no-project, input/several-projects, input/no-migrations, input/not-postgresql
 */
export async function findMigrations(folder: string, label: string, isPackage: boolean): Promise<Migrations> {
  const config = await ownConfig(folder, label, isPackage);
  if (config !== null) {
    const { dialect, out, problem } = config;
    const name = slashes(relative(folder, config.file));
    if (dialect !== null && dialect !== "postgresql") throw otherDatabase(name, dialect);
    const usual = problem === null ? "drizzle" : ((await usualIn(folder))?.folder ?? "drizzle");
    const at = slashes(relative(folder, resolve(folder, out ?? usual))) || ".";
    const by = problem === null ? name : `${name}, which does not load here (${problem}), so this is a guess`;
    return { tool: "drizzle", folder: at, there: await isThere(join(folder, at)), goesBack: false, by };
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
  const known = await Promise.all(tools.map(async (tool) => ((await tool.recognises(at)) ? tool : null)));
  const tool = tools.find(({ name }) => name === said) ?? known.find((one) => one !== null);
  return {
    tool: tool?.name ?? "drizzle",
    folder: slashes(relative(folder, at)) || ".",
    there: tool !== undefined,
    goesBack: tool != null && tool.takeBack !== null,
    by,
  };
}

/** The project's drizzle.config: in its folder, else the only one below it that belongs to no other package. */
async function ownConfig(folder: string, label: string, isPackage: boolean): Promise<DrizzleConfig | null> {
  const found = await filesBelow(folder, /^drizzle\.config\.([cm]?[tj]s|json)$/).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
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
