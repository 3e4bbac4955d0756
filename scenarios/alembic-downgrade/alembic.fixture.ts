import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Where alembic.ini is. */
export const here = fileURLToPath(new URL(".", import.meta.url));

/** Whether the command is here; where it is not, what needs it is skipped, and this says so. */
export const hasAlembic = spawnSync("alembic", ["--version"]).error === undefined;
if (!hasAlembic) console.warn("There is no alembic on PATH: its commands, and what it prints, are not tried.");

/** What an operator's shell has, for the database at this address. */
export function environmentFor(url: string): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: url, PYTHONDONTWRITEBYTECODE: "1" };
}
