import { stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** Where a folder is within the git repository that it belongs to, with "/"; "" for its root, and outside of one. */
export async function folderInRepository(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    // A worktree has a file of this name.
    const found = await stat(join(at, ".git")).catch(() => null);
    if (found !== null) return relative(at, folder).replaceAll("\\", "/");
    if (dirname(at) === at) return "";
  }
}
