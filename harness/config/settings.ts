import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { HoldfastConfig, RunnerConfig, SeedConfig } from "../model/config.ts";
import type { SeedWish, TableWish, WishPlace } from "../model/seed.ts";
import { isFile } from "../text/above.ts";
import { object, type Place, refusal, within } from "../text/shape.ts";
import { findConfig, isFolder, labelOf } from "./find.ts";
import { configFile, configKeys, seedKeys } from "./keys.ts";
import { load } from "./load.ts";

/** What a config says, with its paths made absolute and its SQL read; what it leaves out is not there. */
export interface Settings {
  /** The config's path from the working folder. */
  readonly label: string;
  /** Absolute. */
  readonly migrations: string | null;
  readonly run: Omit<HoldfastConfig, "migrations" | "seed">;
  readonly seed: Partial<Omit<SeedWish, "shapes">>;
  readonly wishes: WishPlace;
  /** Absolute path of the file of statistics. */
  readonly like: string | null;
  readonly scale: number | null;
}

/**
 * Finds, executes and checks a config.
 *
 * @param named the config that the user names; null to look for holdfast.config.*
 * @returns null where there is none
 * @throws {HarnessError} kind "input": whatever is wrong in it, with its place; nothing of it is used then
 */
export async function readConfig(cwd: string, named: string | null): Promise<Settings | null> {
  const file = await findConfig(cwd, named);
  if (file === null) return null;
  const root: Place = { kind: configFile, source: labelOf(file, cwd), path: "" };
  const { migrations, run: command, seed = {}, ...run } = object(configKeys)(await load(file, root.source), root);
  const { like, scale, ...rows } = seed;
  const folder = dirname(file);
  const at = within(root, "seed");
  if (scale !== undefined && like === undefined) {
    throw refusal(within(at, "scale"), "scales nothing", "Name the file of statistics that it scales as seed.like.");
  }
  return {
    label: root.source,
    migrations: await pathOf(migrations, within(root, "migrations"), folder, isFolder, "migrations folder"),
    run: command === undefined ? run : { ...run, run: await inFolder(command, within(root, "run"), folder) },
    seed: { ...rows, ...(await withSql(rows, at, folder)) },
    wishes: { source: root.source, key: at.path },
    like: await pathOf(like, within(at, "like"), folder, isFile, "file"),
    scale: scale ?? null,
  };
}

/**
 * Checks what a scenario says about its rows as a config's is checked.
 *
 * @throws {HarnessError} input/config
 */
export async function readWishes(
  wishes: Pick<SeedConfig, "tables" | "never">,
  source: string,
  cwd: string,
): Promise<Partial<Pick<SeedWish, "tables" | "never">>> {
  const root: Place = { kind: configFile, source, path: "" };
  const { tables, never } = seedKeys;
  const checked = object({ tables, never })(wishes, root);
  return { ...checked, ...(await withSql(checked, root, cwd)) };
}

/** A command with its folder made absolute. */
async function inFolder(command: RunnerConfig, at: Place, folder: string): Promise<RunnerConfig> {
  const own = await pathOf(command.folder, within(at, "folder"), folder, isFolder, "folder");
  return { ...command, folder: own ?? folder };
}

/** The tables with their files of SQL read. */
async function withSql(
  { tables }: Pick<SeedConfig, "tables">,
  at: Place,
  folder: string,
): Promise<{ readonly tables: Readonly<Record<string, TableWish>> }> {
  const read = Object.entries(tables ?? {}).map(async ([name, { sql, ...rest }]) => {
    const place = within(within(within(at, "tables"), name), "sql");
    return [name, sql === undefined ? rest : { ...rest, sql: await readSql(sql, place, folder) }] as const;
  });
  return { tables: Object.fromEntries(await Promise.all(read)) };
}

async function readSql(sql: string | URL, at: Place, folder: string): Promise<NonNullable<TableWish["sql"]>> {
  const path = sql instanceof URL ? fileURLToPath(sql) : resolve(folder, sql);
  const file = labelOf(path, folder);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw refusal(at, `names ${file}, which cannot be read (${reason})`, `Give a path from ${folder}.`);
  });
  if (text.trim() === "") throw refusal(at, `names ${file}, which is empty`, "Write its SQL, or leave the key out.");
  return { file, text };
}

async function pathOf(
  path: string | undefined,
  at: Place,
  folder: string,
  isThere: (path: string) => Promise<boolean>,
  what: string,
): Promise<string | null> {
  if (path === undefined) return null;
  const absolute = resolve(folder, path);
  if (await isThere(absolute)) return absolute;
  const otherwise = what === "migrations folder" ? ", or make its first migration" : "";
  throw refusal(at, `names ${path}, and there is no such ${what}`, `Give a path from ${folder}${otherwise}.`);
}
