import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findConfig } from "../../config/find.ts";
import { readConfig } from "../../config/index.ts";
import { HarnessError } from "../../model/error.ts";
import { fileAbove } from "../../text/above.ts";
import { installedFor } from "../installed.ts";
import { type Ci, ciOf } from "./ci.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { findMigrations, type Migrations, migrationsAt } from "./migrations.ts";
import { type PackageManager, packageManagerOf } from "./package-manager.ts";

/** What `init` knows of a project. Paths are absolute, unless said otherwise. */
export interface Project {
  readonly folder: string;
  /** Its package.json; null where it has none, as a project in another language. */
  readonly manifest: Manifest | null;
  readonly manager: PackageManager;
  readonly migrations: Migrations;
  /** The holdfast.config.* that holds here already, be it of a folder above; null where there is none. */
  readonly config: string | null;
  /** Whether holdfast can be run in the project, be it that of a workspace's root. */
  readonly installed: boolean;
  /** Whether tests run in Vitest. */
  readonly vitest: boolean;
  /** The root of its git repository; null where it is in none. */
  readonly repository: string | null;
  readonly ci: Ci | null;
  /** The file that says which Node.js the project takes; null where none does. */
  readonly nodeVersionFile: string | null;
}

/**
 * Looks at a project, and changes nothing.
 *
 * @param label the folder as the user gave it
 * @throws {HarnessError} input: there is no such folder, it cannot be read, it is not the one of a project, or which of several
 *   is meant cannot be told
 */
export async function surveyProject(folder: string, label: string): Promise<Project> {
  await requireFolder(folder, label);
  const manifest = await readManifest(folder);
  const config = await findConfig(folder, null);
  const said = config === null ? null : await configured(folder);
  const repository = await repositoryOf(folder);
  const manager = await packageManagerOf(folder, manifest);
  return {
    folder,
    manifest,
    config,
    migrations: said ?? (await findMigrations(folder, label, manifest !== null)),
    repository,
    manager,
    installed: await hasHoldfast(folder, manifest, manager),
    vitest: await usesVitest(folder, manifest),
    ci: repository === null ? null : await ciOf(repository),
    nodeVersionFile: await fileAbove(folder, [".nvmrc", ".node-version"]),
  };
}

async function requireFolder(folder: string, label: string): Promise<void> {
  const found = await stat(folder).catch((error: unknown) => String(Reflect.get(Object(error), "code")));
  if (typeof found !== "string" && found.isDirectory()) return;
  throw new HarnessError({
    kind: "input",
    code: "input/no-project",
    step: "look at the project",
    message: typeof found === "string" ? `The folder ${label} cannot be entered (${found}).` : `${label} is no folder.`,
    remedy: "Name the folder of a project, or leave it out where you are in it.",
  });
}

/** Where a config that holds already says they are; null where it does not. */
async function configured(folder: string): Promise<Migrations | null> {
  const settings = await readConfig(folder, null);
  if (settings?.migrations == null) return null;
  return migrationsAt(folder, settings.migrations, settings.label, settings.run.tool);
}

async function repositoryOf(folder: string): Promise<string | null> {
  const isRoot = (await stat(join(folder, ".git")).catch(() => null)) !== null;
  if (isRoot) return folder;
  return dirname(folder) === folder ? null : repositoryOf(dirname(folder));
}

async function hasHoldfast(folder: string, manifest: Manifest | null, { shares }: PackageManager): Promise<boolean> {
  if (manifest?.dependencies.includes("holdfast")) return true;
  return shares && (await installedFor(folder, "holdfast")) !== null;
}

/** In a workspace, what all packages need may stand in the root's package.json only. */
async function usesVitest(folder: string, manifest: Manifest | null): Promise<boolean> {
  if (manifest?.dependencies.includes("vitest")) return true;
  const extensions = ["ts", "mts", "cts", "js", "mjs", "cjs"];
  const names = extensions.map((extension) => `vitest.config.${extension}`);
  if (manifest !== null && (await fileAbove(folder, names)) !== null) return true;
  const above = await fileAbove(dirname(folder), ["package.json"]);
  if (manifest === null || above === null) return false;
  return (await readManifest(dirname(above)))?.dependencies.includes("vitest") ?? false;
}
