import { spawnSync } from "node:child_process";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where alembic.ini is. */
export const here = fileURLToPath(new URL(".", import.meta.url));

/** Whether the command is here; where it is not, what needs it is skipped, and this says so. */
export const hasAlembic = spawnSync("alembic", ["--version"]).error === undefined;
if (!hasAlembic) console.warn("There is no alembic on PATH: its commands, and what it prints, are not tried.");

/**
 * A copy of the project in a folder of its own, to be removed by the caller. Where it stands, each run of Alembic would
 * be in a copy of all of this repository.
 */
export async function projectAlone(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "holdfast-scenario-"));
  for (const name of ["alembic.ini", "migrations"]) {
    const filter = (path: string): boolean => !path.includes("__pycache__");
    await cp(join(here, name), join(root, name), { recursive: true, filter });
  }
  return root;
}

/** What an operator's shell has, for the database at this address. */
export function environmentFor(url: string): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: url, PYTHONDONTWRITEBYTECODE: "1" };
}
