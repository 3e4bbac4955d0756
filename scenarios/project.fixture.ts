import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished } from "vitest";

const installed = fileURLToPath(new URL("../node_modules", import.meta.url));

/** A project in a git repository of its own, with Drizzle installed. */
export interface Project {
  /** Absolute path. */
  readonly root: string;
  /** The absolute path of one of its files or folders. */
  path(name: string): string;
  /** Puts another text in place of one that stands there. */
  edit(name: string, from: string, to: string): Promise<void>;
  write(name: string, text: string): Promise<void>;
  /**
   * Runs the real drizzle-kit, with nobody at the keyboard.
   *
   * @param url what drizzle.config.ts reads as DATABASE_URL
   * @returns all that it printed. How it ended says nothing: judge by files and data.
   */
  kit(args: readonly string[], url?: string): Promise<string>;
  git(...args: readonly string[]): Promise<string>;
  /** Commits all that is there. */
  commit(message: string): Promise<void>;
}

/**
 * A copy of files of a scenario as a project, committed; it goes when the test ends.
 *
 * @param files names in the project, and where they come from
 * @param major of drizzle-orm and drizzle-kit
 */
export async function project(files: Readonly<Record<string, URL>>, major: 0 | 1 = 0): Promise<Project> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "holdfast-scenario-")));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const path = (name: string) => join(root, name);
  for (const [name, from] of Object.entries(files)) await cp(from, path(name), { recursive: true });
  await install(path("node_modules"), major);
  await writeFile(path(".gitignore"), "node_modules\n");
  await writeFile(path("package.json"), `${JSON.stringify({ name: "scenario", private: true, type: "module" })}\n`);

  const who = ["user.name=a", "user.email=a@example.org", "commit.gpgsign=false"].flatMap((set) => ["-c", set]);
  const git = async (...args: readonly string[]) =>
    (await promisify(execFile)("git", [...who, ...args], { cwd: root })).stdout;
  const commit = async (message: string) => {
    await git("add", "--all");
    await git("commit", "--quiet", "--message", message);
  };
  await git("init", "--quiet", "--initial-branch", "main");
  await commit("as it was");
  return {
    root,
    path,
    git,
    commit,
    write: (name, text) => writeFile(path(name), text),
    async edit(name, from, to) {
      const text = await readFile(path(name), "utf8");
      expect(text, name).toContain(from);
      await writeFile(
        path(name),
        text.replace(from, () => to),
      );
    },
    kit: (args, url = "") => printed(args, root, url),
  };
}

/** What is installed here, with the Drizzle of one major version under its usual names. */
async function install(folder: string, major: 0 | 1): Promise<void> {
  await mkdir(folder);
  const names = (await readdir(installed)).filter((name) => !name.startsWith(".") && !name.startsWith("drizzle-"));
  for (const name of names) await symlink(join(installed, name), join(folder, name));
  for (const name of ["drizzle-orm", "drizzle-kit"]) {
    await symlink(join(installed, major === 0 ? name : `${name}-1`), join(folder, name));
  }
}

/**
 * Standard input is closed, so that a question ends drizzle-kit and not the test. With its links kept, drizzle-kit finds
 * the drizzle-orm of the project, as if it were installed there.
 */
function printed(args: readonly string[], cwd: string, url: string): Promise<string> {
  return new Promise((settle) => {
    const command = ["--preserve-symlinks", "--preserve-symlinks-main", "node_modules/drizzle-kit/bin.cjs", ...args];
    const env = { ...process.env, DATABASE_URL: url, NO_COLOR: "1" };
    const child = execFile(process.execPath, command, { cwd, env, timeout: 60_000 }, (_error, stdout, stderr) =>
      settle(stdout + stderr),
    );
    child.stdin?.end();
  });
}
