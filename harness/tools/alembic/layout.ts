import { basename, dirname, join } from "node:path";
import { filesOnDisk } from "../files/disk.ts";
import type { FolderEntry } from "../tool.ts";

/** Where the revisions are, and what runs them. Absolute paths. */
export interface Laid {
  /** Holds env.py. */
  readonly scripts: string;
  /** Holds the revisions. */
  readonly versions: string;
}

/** People give the folder that holds env.py, or that of the revisions below it. */
export function laidOut(folder: string): Laid {
  const isInner = basename(folder) === "versions";
  return isInner
    ? { scripts: dirname(folder), versions: folder }
    : { scripts: folder, versions: join(folder, "versions") };
}

/** What Alembic takes for a revision: every Python file of `versions` itself. */
export function revisionFiles(entries: readonly FolderEntry[], folder: string): readonly string[] {
  const below = basename(folder) === "versions" ? "" : "versions/";
  return entries.flatMap(({ name, kind }) => {
    const own = name.startsWith(below) ? name.slice(below.length) : "";
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
