import { randomBytes } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { thisProcess } from "./owner.ts";

/** Makes a folder that stays for later runs of this user, among the temporary files: whole before it gets its name. */
export function makeWhole(home: string, mode: number, fill: (draft: string) => void): void {
  const draft = join(tmpdir(), `holdfast-copy-${thisProcess()}-${randomBytes(4).toString("hex")}`);
  try {
    mkdirSync(draft, { mode });
    fill(draft);
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was faster; its folder serves as well.
    if (!existsSync(home)) throw error;
  }
}

/** Whether a folder is this user's, and nobody else may write in it. */
export function isPrivate(folder: string): boolean {
  const found = lstatSync(folder);
  return (
    found.isDirectory() &&
    (process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0))
  );
}
