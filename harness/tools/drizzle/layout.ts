import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { unreadable } from "./unreadable.ts";

/** Names as drizzle-kit gives them: "0003_sharp_wasp.sql"; with `--prefix timestamp`, 14 digits. */
const migrationName = /^\d{4,}_.+\.sql$/;

/** Whether drizzle-kit 0.x wrote the folder, also where its journal is gone. Refuses the layouts of other major versions. */
export async function recognisesFolder(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  if (await exists(join(folder, "meta", "_journal.json"))) return true;
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (const name of folders) {
    if (!/^\d{14}/.test(name)) continue;
    if (await exists(join(folder, name, "migration.sql")))
      throw otherLayout(folder, await exists(join(folder, name, "snapshot.json")), name);
  }
  return folders.includes("meta") || entries.some((entry) => entry.isFile() && migrationName.test(entry.name));
}

/** 1.0 names its folders `<14 digits>_<name>`; the first versions of drizzle-kit used 14 digits alone. */
function otherLayout(folder: string, snapshot: boolean, name: string): Error {
  if (/^\d{14}$/.test(name)) {
    const remedy = "Run `drizzle-kit up` of a 0.x version, which rewrites the folder, and try again.";
    return unreadable(
      "drizzle-ancient-folder",
      `${folder} is a Drizzle folder of before the journal: recognised, not read.`,
      remedy,
    );
  }
  const what = snapshot
    ? "one folder with migration.sql and snapshot.json for each migration"
    : "one folder for each migration";
  return unreadable(
    "drizzle-1.0-folder",
    `${folder} is a Drizzle 1.0 folder: recognised, not yet read (${what}, no meta/_journal.json).`,
    "Use holdfast with the journal layout of drizzle-kit 0.x; the layout of 1.0 is not supported yet.",
  );
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
