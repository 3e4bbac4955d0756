import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  constants,
  cpSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { dataOptions, initialise } from "./launch.ts";
import { isPrivate, makeWhole } from "./shared-folder.ts";
import type { Supervisor, User } from "./supervisor.ts";

/** Of a data folder that is kept. */
interface Notes {
  /** The superuser's. */
  readonly password: string;
  /** Of its files, names and sizes, as a hash. */
  readonly inventory: string;
}

/**
 * Makes the data folder `data` in a folder. initdb takes longer than all else at a server's start, so what it made is kept, and
 * copied for the servers after it.
 *
 * @returns The superuser's password in it, which other data folders have, too.
 * @throws {HarnessError} Kind "environment", with the words of initdb.
 */
export async function makeData(
  binaries: Binaries,
  folder: string,
  supervisor: Supervisor,
  user: User | null,
): Promise<string> {
  const data = join(folder, "data");
  const home = homeOf(binaries.version);
  const copied = copyFrom(home, data, user);
  if (copied !== null) return copied;
  const password = randomBytes(16).toString("hex");
  await initialise(binaries, folder, password, supervisor, user);
  keep(home, data, password);
  return password;
}

/** One per version, options and user, in the folder for temporary files. */
function homeOf(version: string): string {
  const options = createHash("sha256").update(dataOptions.join("\0")).digest("hex").slice(0, 8);
  return join(tmpdir(), `holdfast-initdb-${version}-${options}-${process.getuid?.() ?? "user"}`);
}

/** @returns null, and no data folder, where none was kept, or by somebody else, or it is not whole any more. */
function copyFrom(home: string, data: string, user: User | null): string | null {
  if (lstatSync(home, { throwIfNoEntry: false }) === undefined) return null;
  try {
    if (!isPrivate(home)) throw new Error("somebody else may write there");
    const { password, inventory } = JSON.parse(readFileSync(join(home, "notes.json"), "utf8")) as Notes;
    cpSync(join(home, "data"), data, { recursive: true, mode: constants.COPYFILE_FICLONE });
    const entries = entriesOf(data);
    if (inventoryOf(entries) !== inventory) throw new Error("not all is there");
    for (const { path, stats } of [{ path: data, stats: lstatSync(data) }, ...entries]) {
      // Some versions of Node open the folders that they copy to all, with which PostgreSQL does not start.
      if (stats.isDirectory()) chmodSync(path, 0o700);
      if (user !== null) chownSync(path, user.uid, user.gid);
    }
    return password;
  } catch {
    // Many machines remove, file by file, what has become old among the temporary files; a machine that fails leaves files without content.
    forget(home);
    rmSync(data, { recursive: true, force: true });
    return null;
  }
}

/** So that the next one can be kept; what is somebody else's stays. */
function forget(home: string): void {
  try {
    const { uid } = lstatSync(home);
    if (process.getuid === undefined || uid === process.getuid()) rmSync(home, { recursive: true, force: true });
  } catch {
    // It is gone, or stays; initdb makes a data folder in any case.
  }
}

/** Keeps a data folder on which no server ran yet. Where that cannot be, the next server runs initdb, too. */
function keep(home: string, data: string, password: string): void {
  // Another process was faster, or it is somebody else's.
  if (lstatSync(home, { throwIfNoEntry: false }) !== undefined) return;
  try {
    const notes: Notes = { password, inventory: inventoryOf(entriesOf(data)) };
    makeWhole(home, 0o700, (draft) => {
      cpSync(data, join(draft, "data"), { recursive: true, mode: constants.COPYFILE_FICLONE });
      writeFileSync(join(draft, "notes.json"), JSON.stringify(notes), { mode: 0o600 });
    });
  } catch {
    // There is no room, or no leave to write there.
  }
}

interface Entry {
  /** From the folder. */
  readonly name: string;
  readonly path: string;
  readonly stats: Stats;
}

/** All that is in a folder, at every depth. */
function entriesOf(folder: string): readonly Entry[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => {
    const path = join(folder, name);
    return { name, path, stats: lstatSync(path) };
  });
}

function inventoryOf(entries: readonly Entry[]): string {
  const lines = entries.map(({ name, stats }) => (stats.isDirectory() ? name : `${name} ${stats.size}`));
  return createHash("sha256").update(lines.toSorted().join("\n")).digest("hex");
}
