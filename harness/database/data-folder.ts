import { createHash, randomBytes } from "node:crypto";
import { chownSync, constants, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
  /** How many files and folders it has. */
  readonly entries: number;
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
  try {
    if (!existsSync(home) || !isPrivate(home)) return null;
    const { password, entries } = JSON.parse(readFileSync(join(home, "notes.json"), "utf8")) as Notes;
    cpSync(join(home, "data"), data, { recursive: true, mode: constants.COPYFILE_FICLONE });
    const names = namesIn(data);
    if (names.length !== entries) throw new Error("not all is there");
    if (user !== null) for (const name of ["", ...names]) chownSync(join(data, name), user.uid, user.gid);
    return password;
  } catch {
    // Many machines remove, file by file, what has become old among the temporary files.
    for (const folder of [home, data]) rmSync(folder, { recursive: true, force: true });
    return null;
  }
}

/** Keeps a data folder on which no server ran yet. Where that cannot be, the next server runs initdb, too. */
function keep(home: string, data: string, password: string): void {
  const notes: Notes = { password, entries: namesIn(data).length };
  try {
    makeWhole(home, 0o700, (draft) => {
      cpSync(data, join(draft, "data"), { recursive: true, mode: constants.COPYFILE_FICLONE });
      writeFileSync(join(draft, "notes.json"), JSON.stringify(notes), { mode: 0o600 });
    });
  } catch {
    // There is no room, or no leave to write there.
  }
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" });
}
