import { spawn } from "node:child_process";
import { buffer, text } from "node:stream/consumers";
import { HarnessError } from "../model/error.ts";
import { outsideHooks } from "../text/git.ts";
import type { FileRead, FolderEntry, FolderFiles } from "../tools/index.ts";

/** Where a branch left another one. */
export interface MergeBase {
  readonly commit: string;
  /** Every file that the commit has below the folder, by its path from there, with its id and its mode. */
  readonly files: ReadonlyMap<string, { readonly id: string; readonly mode: string }>;
  /** Where the folder was then, from the repository's root, if it was elsewhere. */
  readonly was: string | null;
}

/** @throws {HarnessError} input: git does not know the ref, or nothing that both have in common. */
export async function mergeBase(folder: string, label: string, ref: string): Promise<MergeBase> {
  try {
    const commit = (await git(folder, ["merge-base", "HEAD", "--end-of-options", ref])).toString().trim();
    const files = await treeOf(folder, [commit, "."]);
    const was = files.size > 0 ? null : await formerFolder(folder, commit);
    return { commit, was, files: was === null ? files : await treeOf(folder, ["--full-tree", `${commit}:${was}`]) };
  } catch (error) {
    throw new HarnessError({
      kind: "input",
      code: "input/base-unknown",
      step: `find the migrations that ${ref} has`,
      message: `git cannot compare ${label} with ${ref}.`,
      tried: [error instanceof Error ? error.message.trim().split("\n").slice(-2).join(" ") : String(error)],
      remedy:
        "Fetch the ref with its history (in GitHub Actions: fetch-depth: 0), or do without a base: `verify` takes --candidate ID, too.",
    });
  }
}

async function treeOf(folder: string, what: readonly string[]): Promise<MergeBase["files"]> {
  const listed = (await git(folder, ["ls-tree", "-r", "-z", ...what])).toString();
  const files = listed.split("\0").flatMap((line) => {
    const [, mode = "", id = "", name = ""] = /^(\d+) \w+ (\w+)\t(.+)$/s.exec(line) ?? [];
    return name === "" ? [] : [[name, { id, mode }] as const];
  });
  return new Map(files);
}

/** The one folder of migrations that the commit has and the working tree has not: this one, before it was moved. */
async function formerFolder(folder: string, commit: string): Promise<string | null> {
  const deleted = ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=D", commit, "--"];
  const gone = (await git(folder, [...deleted, ":(top)"])).toString().split("\0");
  const folders = gone.flatMap((path) => /^(.+)\/meta\/_journal\.json$/.exec(path)?.[1] ?? []);
  return folders.length === 1 ? (folders[0] ?? null) : null;
}

/** The folder's files as the commit has them. What did not change since is read from `now`, which is faster. */
export async function filesAt(
  folder: string,
  { commit, files, was }: MergeBase,
  now: FolderFiles,
): Promise<{ readonly files: FolderFiles; unchanged(name: string): boolean }> {
  const differing = ["diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", commit, "--", "."];
  const listed = was === null ? (await git(folder, differing)).toString().split("\0") : files.keys();
  const changed = new Set(listed);
  const wanted = [...files].filter(([name, { mode }]) => changed.has(name) && isFile(mode)).map(([, { id }]) => id);
  const contents = await contentsOf(folder, [...new Set(wanted)]);
  const unchanged = (name: string): boolean => files.has(name) && !changed.has(name);
  const then: FolderFiles = {
    list: async () => entriesOf(files),
    async read(name): Promise<FileRead> {
      const file = files.get(name);
      if (file === undefined) return { problem: "missing", reason: "" };
      if (!isFile(file.mode)) return { problem: "not-a-file", reason: "" };
      const bytes = contents.get(file.id);
      return bytes === undefined ? now.read(name) : { bytes };
    },
  };
  return { files: then, unchanged };
}

function isFile(mode: string): boolean {
  return mode.startsWith("100");
}

function entriesOf(files: MergeBase["files"]): readonly FolderEntry[] {
  const entries = new Map<string, FolderEntry>();
  for (const [name, { mode }] of files) {
    const [first = "", ...rest] = name.split("/");
    if (rest.length > 0) entries.set(first, { name: first, kind: "folder" });
    if (rest.length < 2) entries.set(name, { name, kind: isFile(mode) ? "file" : "other" });
  }
  return [...entries.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Objects by their ids, asked for in one go. */
async function contentsOf(folder: string, ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  if (ids.length === 0) return contents;
  const answer = await git(folder, ["cat-file", "--batch"], `${ids.join("\n")}\n`);
  let at = 0;
  for (const id of ids) {
    const end = answer.indexOf("\n", at);
    const size = Number(/ blob (\d+)$/.exec(answer.toString("latin1", at, end))?.[1] ?? Number.NaN);
    if (Number.isNaN(size)) {
      at = end + 1;
      continue;
    }
    contents.set(id, answer.subarray(end + 1, end + 1 + size));
    at = end + size + 2;
  }
  return contents;
}

/** Without the repository's own monitor, which would be a program to run. */
export async function git(folder: string, args: readonly string[], input = ""): Promise<Buffer> {
  const child = spawn("git", ["-C", folder, "-c", "core.fsmonitor=false", ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: outsideHooks(process.env),
  });
  const code = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [ended, out, words] = await Promise.all([code, buffer(child.stdout), text(child.stderr)]);
  if (ended === 0) return out;
  throw new HarnessError({
    kind: "environment",
    code: "environment/git-failed",
    step: `run git ${args[0]}`,
    message: words.trim() || `git ${args[0]} ended with ${ended}.`,
    remedy: "Run the command in a whole clone.",
  });
}
