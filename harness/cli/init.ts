import { relative, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { type Ci, type InitPlan, type Planned, planInit, writePlanned } from "../pipeline/init/index.ts";
import { clean } from "../report/index.ts";
import { shellWord } from "../text/shell.ts";
import { usage } from "./options/common.ts";
import type { InitCommand } from "./options/init.ts";
import { printToStderr, write } from "./output.ts";
import { version } from "./version.ts";

/** @returns the exit code: 1 where somebody was asked and said no */
export async function initCommand({ folder, yes }: InitCommand, signal: AbortSignal): Promise<number> {
  printToStderr();
  const plan = await planInit(resolve(folder), folder, await version());
  const isNew = plan.files.some(({ text }) => text !== null);
  await write(process.stdout, `${foundText(plan)}\n\n`);
  if (!isNew) {
    await write(
      process.stdout,
      `${lines(plan.files, plan, "")}\n\nThere is nothing to write.\n${nextText(plan.next, folder)}\n`,
    );
    return 0;
  }
  if (!yes) await write(process.stdout, `${lines(plan.files, plan, "write")}\n\n`);
  if (!yes && !isAskable()) {
    throw usage("init asks before it writes, and nobody can be asked here; nothing was written", "Say --yes.");
  }
  if (!yes && !(await agreed(signal))) {
    signal.throwIfAborted();
    await write(process.stdout, "Nothing was written.\n");
    return 1;
  }
  const files = await writePlanned(plan.files);
  await write(process.stdout, `${lines(files, plan, "wrote")}\n\n${nextText(plan.next, folder)}\n`);
  return 0;
}

function isAskable(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** Who closes the terminal's input has not agreed. */
async function agreed(signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  // Where a line is read, Ctrl-C is a key, and no signal.
  terminal.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const answer = await Promise.race([terminal.question("Write this? [y/N] ", { signal }), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  } finally {
    terminal.close();
  }
}

function foundText({ project, gitlab }: InitPlan): string {
  const { migrations, vitest, manager, manifest, ci } = project;
  const found = [
    `${migrations.tool} in ${migrations.folder}${migrations.there ? "" : ", where there is nothing yet"} (by ${migrations.by})`,
    vitest ? "Vitest" : "no Vitest",
    manifest === null ? "no package.json" : manager.name,
    ci ?? "no CI that is known here",
  ];
  const job = gitlab === null ? "" : `\n\nFor .gitlab-ci.yml, which is yours to change:\n\n${gitlab.trimEnd()}`;
  return `Found ${found.map(clean).join("; ")}.${job}`;
}

/** @param word for what is written, "" where nothing is */
function lines(files: readonly Planned[], { project: { ci } }: InitPlan, word: "" | "write" | "wrote"): string {
  const added = { "": "", write: "add to:", wrote: "added to:" }[word];
  const rows = files.map(({ path, text, why, what, before }) => ({
    does: text === null ? "kept:" : before === null ? `${word}:` : added,
    name: clean(relative(process.cwd(), path)),
    words: text === null ? why : what,
  }));
  const all = [...rows, ...withoutWorkflow(ci)];
  const width = Math.max(...all.map(({ name }) => name.length));
  return all
    .map(({ does, name, words }) => `  ${does.padEnd("added to:".length)} ${name.padEnd(width)}  ${words}`)
    .join("\n");
}

/** Of GitLab's, a job is printed. */
function withoutWorkflow(ci: Ci | null) {
  if (ci === "GitHub" || ci === "GitLab") return [];
  const words = `only one for GitHub is written; docs/ci.md of holdfast has what to run in ${ci ?? "any CI"}`;
  return [{ does: "none:", name: "a workflow", words }];
}

function nextText(commands: readonly string[], folder: string): string {
  const all = folder === "." ? commands : [`cd ${shellWord(folder)}`, ...commands];
  return `Next:\n${all.map((command) => `  ${clean(command)}`).join("\n")}`;
}
