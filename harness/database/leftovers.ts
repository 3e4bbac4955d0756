import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { makerOf, ownerPattern, whyStays } from "./owner.ts";
import { dataPlaces } from "./places.ts";
import type { Leftover } from "./provider.ts";

// Embedded servers, half-made copies of the programs and dumps live in folders of these names in the
// folder for temporary files: who made them can be told even if nothing else was written yet.
const ours = new RegExp(`^holdfast-(server|kept|copy|dump)-(${ownerPattern.source})-[0-9a-f]+$`);

function commandLine(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** The pid of the server that runs in the folder; null where none does. A pid alone proves nothing: they come back. */
function serverIn(folder: string): number | null {
  try {
    const data = join(folder, "data");
    const pid = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    return commandLine(pid).includes(data) ? pid : null;
  } catch {
    return null;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself in between.
  }
}

/** Stops the server that runs in a folder of ours, if one does, and deletes the folder. */
export async function removeFolder(folder: string): Promise<void> {
  for (let attempt = 0; attempt < 250; attempt++) {
    const pid = serverIn(folder);
    if (pid === null) break;
    if (attempt === 0) signal(pid, "SIGQUIT");
    if (attempt === 150) signal(pid, "SIGKILL");
    await pause(20);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

function isOwn(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && (process.getuid === undefined || found.uid === process.getuid());
}

const hour = 60 * 60 * 1000;

// Staged copies of migrations, and copies of projects, say nothing of who made them; what is that old is over.
const nameless = [
  { pattern: /^holdfast-stage-/, longest: hour },
  { pattern: /^holdfast-project-/, longest: 24 * hour },
];

/** None where TMPDIR names what is not there: nothing was left there, either. */
function namesIn(place: string): readonly string[] {
  return existsSync(place) ? readdirSync(place) : [];
}

function namelessCopies(): readonly Leftover[] {
  return namesIn(tmpdir()).flatMap((name) => {
    const folder = join(tmpdir(), name);
    const longest = nameless.find(({ pattern }) => pattern.test(name))?.longest;
    if (longest === undefined || !isOwn(folder)) return [];
    const made = lstatSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    const stays = Date.now() - made > longest ? null : "it may be in use";
    return [{ ...folderLeft(folder, "a run that is over"), stays }];
  });
}

function folderLeft(folder: string, by: string): Omit<Leftover, "stays"> {
  const remove = () =>
    removeFolder(folder).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  return { kind: "folder", name: folder, by, remove };
}

/**
 * The folders that runs on this machine made: of embedded servers, half-made copies of their programs, dumps, copies of projects.
 * @param kept Also those that were kept on purpose.
 */
export async function foldersLeft(kept: boolean): Promise<readonly Leftover[]> {
  const folders = dataPlaces().flatMap((place) => namesIn(place).map((name) => join(place, name)));
  const named = folders.flatMap((folder): readonly Leftover[] => {
    const [, kind, owner] = ours.exec(basename(folder)) ?? [];
    if (owner === undefined || !isOwn(folder) || (kind === "kept" && !kept)) return [];
    return [{ ...folderLeft(folder, makerOf(owner)), stays: whyStays(owner) }];
  });
  return [...named, ...namelessCopies()];
}
