import { execFileSync } from "node:child_process";
import { lstatSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ownerPattern, stateOf } from "./owner.ts";
import { dataPlaces } from "./places.ts";

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

/** Staged copies of migrations say nothing of who made them; a replay that is an hour old is over. */
const staged = /^holdfast-stage-/;
const longestReplay = 60 * 60 * 1000;

function sweepStaged(): void {
  for (const name of readdirSync(tmpdir()).filter((candidate) => staged.test(candidate))) {
    const folder = join(tmpdir(), name);
    const made = lstatSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (isOwn(folder) && Date.now() - made > longestReplay) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Removes the embedded servers of processes that are gone.
 * @param kept Also those that were kept on purpose.
 * @returns How many; each was said.
 */
export async function sweepFolders(kept: boolean, say: (line: string) => void): Promise<number> {
  sweepStaged();
  let removed = 0;
  for (const folder of dataPlaces().flatMap((place) => readdirSync(place).map((name) => join(place, name)))) {
    const [, kind, owner] = ours.exec(basename(folder)) ?? [];
    if (owner === undefined || !isOwn(folder) || (kind === "kept" && !kept) || stateOf(owner) !== "gone") continue;
    await removeFolder(folder);
    say(`removed ${folder}, left by process ${owner.split("-")[1]}`);
    removed += 1;
  }
  return removed;
}
