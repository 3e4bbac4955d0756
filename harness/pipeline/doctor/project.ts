import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { ToolConfig } from "../../model/config.ts";
import { HarnessError } from "../../model/error.ts";
import type { History } from "../../model/history.ts";
import { count } from "../../text/count.ts";
import { findAlembic } from "../../tools/alembic/find.ts";
import { engineOf } from "../../tools/drizzle/engine.ts";
import { git } from "../git.ts";
import { toolFor } from "../plan.ts";
import { amiss, fine, type Looked, refused, skipped } from "./look.ts";

/** What the way in found of the project, or why it did not. */
export interface Project {
  /** The config's path for people; null where there is none. */
  readonly config: string | null | HarnessError;
  /** The migrations folder. */
  readonly folder: string | HarnessError;
  readonly tool: ToolConfig;
}

export function lookAtConfig({ config }: Project): Looked {
  if (config instanceof HarnessError) return refused("config", "problem", config);
  return fine("config", config ?? "there is no holdfast.config.*, and none is needed");
}

/** The history, and what would run it. */
export async function lookAtHistory({ folder, tool }: Project, cwd: string): Promise<readonly Looked[]> {
  const without = skipped("migration-tool", "there is no history to run");
  if (folder instanceof HarnessError) {
    return [amiss("migrations", "warning", folder.message, folder.remedy, folder.tried), without];
  }
  try {
    const path = resolve(cwd, folder);
    const history = await (await toolFor(path, cwd, tool)).read(path, cwd);
    const number = count(history.migrations.length, "migration");
    const found = `${history.label}: ${number} of ${history.tool}, ${history.layout}`;
    return [fine("migrations", found), await lookAtTool(history, tool)];
  } catch (error) {
    return [refused("migrations", "problem", error), without];
  }
}

async function lookAtTool(history: History, { run }: ToolConfig): Promise<Looked> {
  if (run !== undefined) return fine("migration-tool", "a command of the project's own, which is not tried here");
  try {
    if (history.tool === "drizzle") return fine("migration-tool", engineOf(history).name);
    if (history.tool === "alembic") return await lookAtAlembic(history.folder);
    return fine("migration-tool", "holdfast itself runs the files");
  } catch (error) {
    return refused("migration-tool", "problem", error);
  }
}

async function lookAtAlembic(scripts: string): Promise<Looked> {
  const { command, folder } = await findAlembic(scripts);
  const version = promisify(execFile)(command, ["--version"], { cwd: folder, timeout: 20_000 });
  return version.then(
    ({ stdout }) => fine("migration-tool", `${stdout.trim()} (${command})`),
    (error: unknown) => {
      const remedy = "Run it by hand in the same folder; install it again where it does not run.";
      const why = error instanceof Error ? error.message.trim() : String(error);
      return amiss("migration-tool", "problem", `${command} --version fails`, remedy, [why]);
    },
  );
}

/** Whether `--base` can tell what is new. */
export async function lookAtGit(cwd: string): Promise<Looked> {
  const asked = (...args: readonly string[]) => git(cwd, args).then((out) => out.toString().trim());
  const shallow = await asked("rev-parse", "--is-shallow-repository").catch((error: unknown) => input(error));
  if (shallow === null) return amiss("git-history", "warning", "git cannot be run", "Install git, which --base needs.");
  // Of a clone that another user owns, as in a container, git tells nothing but how to trust it.
  const trust = /git config --global --add safe\.directory .+/.exec(
    shallow instanceof Error ? shallow.message : "",
  )?.[0];
  if (trust !== undefined) {
    const found = "git does not trust the repository: another user owns it; --base needs git";
    return amiss("git-history", "warning", found, `Trust it: ${trust}`);
  }
  if (shallow instanceof HarnessError) return skipped("git-history", "not in a git repository; --base needs one");
  const commits = await asked("rev-list", "--count", "HEAD").catch(() => null);
  if (commits === null) return skipped("git-history", "the repository has no commit yet");
  const found = count(Number(commits), "commit");
  if (shallow !== "true") return fine("git-history", `${found}, whole: --base can compare`);
  const remedy = "Fetch all of it: git fetch --unshallow; in GitHub Actions, fetch-depth: 0 of actions/checkout.";
  return amiss("git-history", "warning", `a shallow clone of ${found}: --base may find nothing in common`, remedy);
}

function input(error: unknown): HarnessError | null {
  if (error instanceof HarnessError) return error;
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
