import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** For tests: a folder with these files, lent and taken away. */
export async function withFiles<Result>(
  files: Readonly<Record<string, string | Buffer>>,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-sample-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** For tests: a sound history, as drizzle-kit would leave it; the first migration is from second 1, and so on. */
export function sound(migrations: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.keys(migrations).map((tag, idx) => ({
    idx,
    version: "7",
    when: (idx + 1) * 1000,
    tag,
    breakpoints: true,
  }));
  const files = Object.entries(migrations).map(([tag, sql]) => [`${tag}.sql`, sql] as const);
  const snapshots = Object.keys(migrations).map(
    (tag, place) => [`meta/${tag.split("_")[0]}_snapshot.json`, snapshot(place)] as const,
  );
  return {
    "meta/_journal.json": JSON.stringify({ version: "7", dialect: "postgresql", entries }),
    ...Object.fromEntries([...files, ...snapshots]),
  };
}

/** For tests: what drizzle-kit would compare with, of an empty schema; each follows the one of the place before. */
export function snapshot(place: number, more: object = {}): string {
  const [id, prevId] = [idOf(place), idOf(place - 1)];
  const _meta = { schemas: {}, tables: {}, columns: {} };
  const content = {
    id,
    prevId,
    version: "7",
    dialect: "postgresql",
    tables: {},
    enums: {},
    schemas: {},
    _meta,
    ...more,
  };
  return JSON.stringify(content, null, 2);
}

/** For tests: the id of the snapshot at a place; that of -1 is the root's parent. */
export function idOf(place: number): string {
  return `00000000-0000-0000-0000-${String(place + 1).padStart(12, "0")}`;
}

/** For tests: the same as drizzle-kit 1.0 would leave it, one folder for each migration. */
export function inFolders(migrations: Readonly<Record<string, string>>): Record<string, string> {
  const files = Object.entries(migrations).flatMap(([name, sql], place) => {
    const prevIds = [idOf(place - 1)];
    const snapshot = { version: "8", dialect: "postgres", id: idOf(place), prevIds, ddl: [], renames: [] };
    return [
      [`${name}/migration.sql`, sql],
      [`${name}/snapshot.json`, JSON.stringify(snapshot)],
    ];
  });
  return Object.fromEntries(files);
}
