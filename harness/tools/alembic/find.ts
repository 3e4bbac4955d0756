import { access, constants } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { HarnessError } from "../../model/error.ts";
import { fileAbove, isFile } from "../../text/above.ts";

/** What runs a project's revisions. */
export interface Installed {
  /** Absolute path of the command. */
  readonly command: string;
  /** Absolute path of alembic.ini. */
  readonly ini: string;
  /** Absolute path of where it is run. */
  readonly folder: string;
}

const windows = process.platform === "win32";
const ofEnvironments = [".venv", "venv"].map((name) => join(name, windows ? "Scripts/alembic.exe" : "bin/alembic"));

/**
 * Finds the project's own Alembic: that of its virtual environment, else the one that a shell would find.
 *
 * @param scripts absolute path of the folder that holds env.py
 * @throws {HarnessError} environment/no-alembic; input/alembic-ini
 */
export async function findAlembic(scripts: string): Promise<Installed> {
  const ini = await fileAbove(scripts, ["alembic.ini"]);
  if (ini === null) throw withoutIni(scripts);
  // Flask-Migrate puts it beside env.py.
  const folder = dirname(dirname(ini) === scripts ? scripts : ini);
  const command = (await fileAbove(folder, ofEnvironments)) ?? (await onPath());
  if (command === null) throw withoutAlembic(folder);
  return { command, ini, folder };
}

/** The command that a shell would find; null where there is none. */
export async function onPath(path = process.env.PATH ?? ""): Promise<string | null> {
  for (const folder of path.split(delimiter).filter((one) => one !== "")) {
    const command = join(folder, windows ? "alembic.exe" : "alembic");
    if (await isCommand(command)) return command;
  }
  return null;
}

/** A folder may be entered, which is asked for in the same way: projects keep their revisions in one of that name. */
async function isCommand(path: string): Promise<boolean> {
  const isAllowed = access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  return (await isFile(path)) && isAllowed;
}

function withoutIni(scripts: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/alembic-ini",
    step: "find the project's Alembic",
    message: `There is no alembic.ini in ${scripts} or above.`,
    remedy: "Put it where `alembic` is run from, above the folder of the revisions.",
  });
}

function withoutAlembic(folder: string): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/no-alembic",
    step: "find the project's Alembic",
    message: "Revisions are run by Alembic itself, and there is none.",
    tried: [
      `a virtual environment .venv or venv in ${folder} or above: none has the command alembic`,
      "the command alembic on PATH: not found",
    ],
    remedy:
      "Install what the project is deployed with: pip install alembic psycopg2-binary (Debian: apt-get install alembic python3-psycopg2); or run holdfast where it is on PATH: poetry run npx holdfast ….",
  });
}
