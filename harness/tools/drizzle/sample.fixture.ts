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
  const snapshots = Object.keys(migrations).map((tag) => [`meta/${tag.split("_")[0]}_snapshot.json`, "{}"] as const);
  return {
    "meta/_journal.json": JSON.stringify({ version: "7", dialect: "postgresql", entries }),
    ...Object.fromEntries([...files, ...snapshots]),
  };
}
