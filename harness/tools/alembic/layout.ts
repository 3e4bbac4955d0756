import { basename, dirname } from "node:path";
import { filesOnDisk } from "../files/disk.ts";
import type { FolderEntry } from "../tool.ts";

/** Where the revisions are, and what runs them. */
export interface Laid {
  /** Absolute path of the folder that holds env.py. */
  readonly scripts: string;
  /** What the names of revisions begin with, below the folder that was given: "versions/", or nothing. */
  readonly prefix: "versions/" | "";
}

/** People give the folder that holds env.py, or that of the revisions below it. */
export function laidOut(folder: string): Laid {
  const isInner = basename(folder) === "versions";
  return isInner ? { scripts: dirname(folder), prefix: "" } : { scripts: folder, prefix: "versions/" };
}

/** What Alembic takes for a revision: every Python file of `versions` itself. */
export function revisionFiles(entries: readonly FolderEntry[], folder: string): readonly string[] {
  const { prefix } = laidOut(folder);
  return entries.flatMap(({ name, kind }) => {
    const own = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    return kind === "file" && /^(?!\.#|__init__)[^/]+\.py$/.test(own) ? [name] : [];
  });
}

/** An env.py with a folder `versions`, or with the template that new revisions are made from. */
export async function recognisesFolder(folder: string): Promise<boolean> {
  const { scripts } = laidOut(folder);
  const entries = await filesOnDisk(scripts).list();
  const has = (wanted: string, of: FolderEntry["kind"]): boolean =>
    entries.some(({ name, kind }) => name === wanted && kind === of);
  return has("env.py", "file") && (has("versions", "folder") || has("script.py.mako", "file"));
}
