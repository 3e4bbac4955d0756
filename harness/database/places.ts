import { accessSync, constants, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

/** What a scratch server may need; a memory file system that holds less is left alone. */
const roomy = 4 * 1024 ** 3;
const memory = "/dev/shm";

/**
 * Where a new server keeps its data: in memory where there is plenty, as the data dies with the
 * server and a clone of a database is hundreds of small files; else among the temporary files.
 * A TMPDIR that somebody set is followed to the letter.
 */
export function dataPlace(): string {
  return process.env.TMPDIR === undefined && hasRoom() ? memory : tmpdir();
}

/** Where data of earlier runs may lie. */
export function dataPlaces(): readonly string[] {
  return process.env.TMPDIR === undefined && process.platform === "linux" && isThere()
    ? [tmpdir(), memory]
    : [tmpdir()];
}

function hasRoom(): boolean {
  if (process.platform !== "linux" || !isThere()) return false;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= roomy;
}

function isThere(): boolean {
  try {
    accessSync(memory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
