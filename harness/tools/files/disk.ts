import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import type { FileRead, FolderEntry, FolderFiles } from "../tool.ts";

/** The largest file that is still taken for a migration; a text of this size fits into one query. */
const largestFile = 256 * 1024 * 1024;

/** The files of a folder on disk, given by its absolute path. */
export function filesOnDisk(folder: string): FolderFiles {
  // Asked once for each folder, not for each of its files: it is what takes longest.
  const places = new Map<string, Promise<string>>();
  const real = (path: string): Promise<string> => {
    const known = places.get(path) ?? realpath(path);
    places.set(path, known);
    return known;
  };
  return {
    list: async () => (await entriesIn(folder, "", 2)).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    read: (name) => read(folder, name, real),
  };
}

async function entriesIn(folder: string, below: string, levels: number): Promise<readonly FolderEntry[]> {
  const found = await readdir(resolve(folder, below), { withFileTypes: true }).catch(() => []);
  const entries = found.map(async (entry): Promise<readonly FolderEntry[]> => {
    const name = `${below}${entry.name}`;
    const kind = entry.isSymbolicLink() ? await kindOfLink(folder, name) : kindOf(entry);
    if (kind === null) return [];
    const inner = kind === "folder" && levels > 1 ? await entriesIn(folder, `${name}/`, levels - 1) : [];
    return [{ name, kind }, ...inner];
  });
  return (await Promise.all(entries)).flat();
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): FolderEntry["kind"] {
  return entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other";
}

async function kindOfLink(folder: string, name: string): Promise<FolderEntry["kind"] | null> {
  const real = await realpath(resolve(folder, name)).catch(() => null);
  if (real === null) return null;
  // What a link shows again is not walked: it may lead in a circle.
  return isInside(real, await realpath(folder)) && (await stat(real)).isFile() ? "file" : "other";
}

async function read(folder: string, name: string, real: (path: string) => Promise<string>): Promise<FileRead> {
  const path = resolve(folder, name);
  if (name.includes("\0") || name.includes("\\") || isAbsolute(name) || !isInside(path, folder))
    return problem("outside");
  try {
    const own = await lstat(path);
    const [place, root] = await Promise.all([
      own.isSymbolicLink() ? realpath(path) : real(dirname(path)),
      real(folder),
    ]);
    if (place !== root && !isInside(place, root)) return problem("outside");
    const found = own.isSymbolicLink() ? await stat(path) : own;
    if (!found.isFile()) return problem("not-a-file");
    return found.size > largestFile ? problem("too-large") : { bytes: await readFile(path) };
  } catch (error) {
    const reason = reasonOf(error);
    return problem(reason === "ENOENT" || reason === "ENOTDIR" ? "missing" : "unreadable", reason);
  }
}

function problem(what: Extract<FileRead, { problem: unknown }>["problem"], reason = ""): FileRead {
  return { problem: what, reason };
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** What the system said: "ENOENT", "EACCES", …. */
function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
