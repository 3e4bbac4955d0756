import { readFile, realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The root of this package, from its sources as from what is built. */
export const own = dirname(createRequire(import.meta.url).resolve("holdfast/package.json"));

/** What is asked of a package's package.json. */
export interface PackageFacts {
  readonly version?: unknown;
  readonly engines?: { readonly node?: string };
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export interface Installed {
  /** Absolute path, through all links. */
  readonly root: string;
  readonly version: string;
}

/** @returns null where a folder is no package */
export async function packageAt(folder: string): Promise<PackageFacts | null> {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => null);
  try {
    const value: unknown = text === null ? null : JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

/** The package that code in a folder would get; not all packages let their own package.json be imported. */
export async function installedFor(folder: string, name: string): Promise<Installed | null> {
  const root = join(folder, "node_modules", name);
  const version = (await packageAt(root))?.version;
  if (typeof version === "string") return { root: await realpath(root), version };
  return dirname(folder) === folder ? null : installedFor(dirname(folder), name);
}
