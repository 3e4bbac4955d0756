import { execFile } from "node:child_process";
import {
  constants,
  copyFile,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { HarnessError } from "../../model/error.ts";
import type { History } from "../../model/history.ts";
import { outsideHooks } from "../../text/git.ts";

/** A copy of a project in which a command may do as it likes. */
export interface ProjectCopy {
  /** All of it is in here. */
  readonly top: string;
  /** Where the command runs. */
  readonly folder: string;
  /** Where the command finds the migrations. */
  readonly migrations: string;
  /** Puts the migrations of another folder in place of those that the history has. */
  show(staged: string): Promise<void>;
}

/** The migrations of a project; those that another folder is shown in place of. */
type Copied = Pick<History, "folder" | "label" | "migrations">;

const copiedAtOnce = 64;

/**
 * Lends a copy of the project that `folder` belongs to: what git would commit, and no file of secrets. Packages are
 * linked, not copied.
 *
 * @param folder absolute path of where the command is to run
 * @throws {HarnessError} input: the migrations are not in that project.
 */
export async function inCopy<Result>(
  folder: string,
  history: Copied,
  use: (copy: ProjectCopy) => Promise<Result>,
): Promise<Result> {
  const root = await topOf(folder);
  const inside = relative(root, await realpath(history.folder));
  if (inside.split(sep)[0] === ".." || inside === "") throw elsewhere(history, root);
  const copy = await realpath(await mkdtemp(join(tmpdir(), "holdfast-project-")));
  try {
    const files = await filesOf(root);
    for (let at = 0; at < files.length; at += copiedAtOnce) {
      await Promise.all(files.slice(at, at + copiedAtOnce).map((file) => copyOne(join(root, file), join(copy, file))));
    }
    const command = relative(root, await realpath(folder));
    await linkPackages(root, copy, [
      ...files.filter((file) => basename(file) === "package.json").map(dirname),
      command,
    ]);
    await mkdir(join(copy, command), { recursive: true });
    const migrations = join(copy, inside);
    const lent = { top: copy, folder: join(copy, command), migrations };
    return await use({ ...lent, show: (staged) => show(history, staged, migrations) });
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The top of the git repository; without one, the folder itself. */
async function topOf(folder: string): Promise<string> {
  const asked = promisify(execFile)("git", ["rev-parse", "--show-toplevel"], {
    cwd: folder,
    env: outsideHooks(process.env),
  });
  const top = await asked.then(({ stdout }) => stdout.replace(/\r?\n$/, "")).catch(() => folder);
  return realpath(top);
}

/** What may hold the address of another database than the one that the command is to use. */
const secret = /^\.env(\..*)?$/;

/** Paths below the root. */
async function filesOf(root: string): Promise<readonly string[]> {
  const listed = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const asked = promisify(execFile)("git", listed, {
    cwd: root,
    env: outsideHooks(process.env),
    maxBuffer: 256 * 1024 * 1024,
  });
  const files = await asked
    .then(({ stdout }) => stdout.split("\0").filter((file) => file !== ""))
    .catch(() => walk(root));
  const wanted = (file: string): boolean =>
    !secret.test(basename(file)) && !file.split(/[\\/]/).includes("node_modules");
  return [...new Set(files)].filter(wanted);
}

async function walk(root: string, below = ""): Promise<readonly string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  // A virtual environment of Python's.
  if (entries.some(({ name }) => name === "pyvenv.cfg")) return [];
  const found = entries.map((entry) => {
    const name = join(below, entry.name);
    if (!entry.isDirectory()) return [name];
    return entry.name === "node_modules" || entry.name === ".git" ? [] : walk(root, name);
  });
  return (await Promise.all(found)).flat();
}

async function copyOne(from: string, to: string): Promise<void> {
  // Git also names what was deleted since, and the folders of submodules.
  const found = await lstat(from).catch(() => null);
  if (found === null || !(found.isFile() || found.isSymbolicLink())) return;
  await mkdir(dirname(to), { recursive: true });
  if (found.isSymbolicLink()) await symlink(await readlink(from), to);
  else await copyFile(from, to, constants.COPYFILE_FICLONE);
}

async function linkPackages(root: string, copy: string, folders: readonly string[]): Promise<void> {
  const places = new Set(folders.flatMap((folder) => [".", ...above(folder)]));
  for (const place of places) {
    const packages = join(root, place, "node_modules");
    if (!(await stat(packages).catch(() => null))?.isDirectory()) continue;
    await mkdir(join(copy, place), { recursive: true });
    await symlink(packages, join(copy, place, "node_modules"), "dir");
  }
}

/** A path and all that it stands in. */
function above(path: string): readonly string[] {
  const steps = path.split(sep).filter((step) => step !== "" && step !== ".");
  return steps.map((_, place) => steps.slice(0, place + 1).join(sep));
}

async function show(history: Copied, staged: string, migrations: string): Promise<void> {
  const own = history.migrations.map(({ path }) => resolve(migrations, relative(history.folder, path)));
  await Promise.all(own.map((path) => rm(path, { force: true })));
  await cp(staged, migrations, { recursive: true, force: true });
}

function elsewhere({ label }: Copied, root: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/runner-elsewhere",
    step: "copy the project",
    message: `${label} is not a folder inside of ${root}, where the command runs.`,
    remedy: "Put holdfast.config.ts into the project that the migrations belong to.",
  });
}
