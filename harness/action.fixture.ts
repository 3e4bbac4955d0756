import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Built } from "./cli/built.fixture.ts";
import { outsideHooks } from "./text/git.ts";

export const root = fileURLToPath(new URL("..", import.meta.url));

export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, string | boolean>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export async function readAction(): Promise<Action> {
  return parse(await readFile(join(root, "action.yml"), "utf8")) as Action;
}

/** A branch and its target in a repository, and what a runner checks out to test a pull request of the one into the other. */
export interface PullRequest {
  readonly target: string;
  /** The migrations' folder, from the repository's root. */
  readonly folder: string;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

type Git = (...args: readonly string[]) => string;

function gitIn(folder: string): Git {
  const nobody = ["-c", "user.name=nobody", "-c", "user.email=nobody@invalid", "-c", "init.defaultBranch=trunk"];
  const env = outsideHooks(process.env);
  return (...args) => execFileSync("git", [...nobody, ...args], { cwd: folder, env, encoding: "utf8", stdio: "pipe" });
}

/** @returns the folder of a clone that has one commit, the merge of both */
export async function checkout(built: Built, { target, folder, before, after }: PullRequest): Promise<string> {
  const at = await mkdtemp(join(built.folder, "clone-"));
  const [origin, clone] = [join(at, "origin"), join(at, "clone")];
  await mkdir(origin);
  await mkdir(clone);
  const [there, here] = [gitIn(origin), gitIn(clone)];
  there("init", "--quiet");
  await write(join(origin, folder), before);
  there("add", ".");
  there("commit", "--quiet", "-m", "before");
  there("update-ref", `refs/heads/${target}`, "HEAD");
  there("checkout", "--quiet", "-b", "change");
  await write(join(origin, folder), after);
  there("add", ".");
  there("commit", "--quiet", "--allow-empty", "-m", "after");
  // The target has moved on meanwhile.
  there("checkout", "--quiet", "--detach", `refs/heads/${target}`);
  there("commit", "--quiet", "--allow-empty", "-m", "elsewhere");
  there("update-ref", `refs/heads/${target}`, "HEAD");
  there("merge", "--quiet", "--no-ff", "-m", "merge", "change");
  there("update-ref", "refs/pull/7/merge", "HEAD");
  here("init", "--quiet");
  here("remote", "add", "origin", `file://${origin}`);
  here("fetch", "--quiet", "--no-tags", "--depth=1", "origin", "+refs/pull/7/merge:refs/remotes/pull/7/merge");
  here("checkout", "--quiet", "refs/remotes/pull/7/merge");
  return clone;
}

/** What the clone's origin has under a name. */
export function tipOf(clone: string, ref: string): string {
  return gitIn(clone)("ls-remote", "origin", ref).slice(0, 40);
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** So that `npx holdfast` finds it, as after an install. */
export async function linkCommand(built: Built): Promise<void> {
  const bin = join(built.folder, "node_modules/.bin");
  await mkdir(bin);
  await chmod(join(built.folder, "node_modules/holdfast/dist/cli/main.js"), 0o755);
  await symlink("../holdfast/dist/cli/main.js", join(bin, "holdfast"));
}

export interface Ran {
  readonly code: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** What the runner knows beside the inputs, by the names that expressions have for it. */
export type Context = Readonly<Record<string, string>>;

/** Runs a step's script as a runner does: its expressions are put into its environment, and its files are read afterwards. */
export async function runStep(step: Step, folder: string, context: Context, variables: Context = {}): Promise<Ran> {
  const temporary = await mkdtemp(join(dirname(folder), "runner-"));
  const [output, summary] = [join(temporary, "output"), join(temporary, "summary")];
  await writeFile(output, "");
  await writeFile(summary, "");
  const env = {
    ...outsideHooks(process.env),
    ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, evaluated(text, context)])),
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION_PATH: root,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: temporary,
    ...variables,
  };
  const shell = ["--noprofile", "--norc", "-eo", "pipefail", "-c", `exec 2>&1\n${step.run}`];
  const { code, log } = runBash(shell, folder, env);
  const lines = (await readFile(output, "utf8")).split("\n").filter((line) => line !== "");
  const outputs = Object.fromEntries(lines.map((line) => [line.split("=")[0], line.replace(/^[^=]*=/, "")]));
  return { code, log, summary: await readFile(summary, "utf8"), outputs };
}

function runBash(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): { code: number; log: string } {
  try {
    return {
      code: 0,
      log: execFileSync("bash", args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }),
    };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, log: stdout };
  }
}

/** Only names: whatever computes belongs into the script, where it is tested. */
function evaluated(text: string, context: Context): string {
  const [, name = ""] = /^\$\{\{ ([\w.-]+) \}\}$/.exec(text) ?? [];
  if (name === "") throw new TypeError(`${text} is no single name`);
  return context[name] ?? "";
}
