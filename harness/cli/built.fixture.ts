import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, inject, vi } from "vitest";
import { sound } from "../tools/drizzle/sample.fixture.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

export const programs = {
  compiler: join(repository, "node_modules/typescript/bin/tsc"),
  bundler: join(repository, ".ci/bundle.mjs"),
  vitest: join(repository, "node_modules/vitest/vitest.mjs"),
  /** Within the folder of `Built`. */
  holdfast: "node_modules/holdfast/dist/cli/main.js",
};

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Variables on top of the environment; what that says about colors is not inherited. */
export type Variables = Readonly<Record<string, string>>;

/** The package as it is published, in a folder of its own inside the repository, where its dependencies are found. */
export interface Built {
  readonly folder: string;
  /** Starts a program of Node's in the folder. */
  start(program: string, args: readonly string[], env?: Variables): Started;
  /** Runs `holdfast` to its end. */
  holdfast(args: readonly string[], env?: Variables): Promise<Ended>;
  /** Writes files below the folder. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  remove(): Promise<void>;
}

/**
 * The folder of the package, built as it is published by whichever test file is the first to ask: what is tested
 * is what users get.
 */
async function compiled(): Promise<string> {
  const shared = inject("built");
  const [folder, said] = [join(shared, "holdfast"), join(shared, "said")];
  const isFirst = await mkdir(folder).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    await cp(join(repository, "package.json"), join(folder, "package.json"));
    const dist = join(folder, "dist");
    const types = ["-p", join(repository, "tsconfig.build.json"), "--outDir", dist];
    const ended = await Promise.all([
      start(repository, programs.compiler, types).ended,
      start(repository, programs.bundler, [dist]).ended,
    ]);
    await writeFile(`${said}.part`, ended.map(({ stdout, stderr }) => stdout + stderr).join(""));
    await rename(`${said}.part`, said);
  }
  const read = () =>
    readFile(said, "utf8").then(
      (words) => ({ words }),
      () => null,
    );
  const { words } = await vi.waitUntil(read, { timeout: 100_000, interval: 100 });
  expect(words, "what the compiler and the bundler say").toBe("");
  return folder;
}

export async function build(): Promise<Built> {
  const holdfast = await compiled();
  const folder = await mkdtemp(join(repository, ".vitest-built-"));
  await mkdir(join(folder, "node_modules"));
  // As pnpm installs it: a copy for each test file would take longer than most of what they run.
  await symlink(holdfast, join(folder, "node_modules/holdfast"), "dir");
  // Without one of its own, the folder would be part of the repository, whose name stands for itself.
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  return {
    folder,
    start: (program, args, env) => start(folder, program, args, env),
    holdfast: (args, env) => start(folder, programs.holdfast, args, env).ended,
    async write(files) {
      for (const [name, content] of Object.entries(files)) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), content);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function start(folder: string, program: string, args: readonly string[], env: Variables = {}): Started {
  const { FORCE_COLOR, NO_COLOR, VITEST, ...inherited } = process.env;
  const child = spawn(process.execPath, [resolve(folder, program), ...args], {
    cwd: folder,
    env: { ...inherited, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const code = new Promise<number | null>((resolve) => child.on("close", resolve));
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)]);
  return { process: child, ended: ended.then(([end, stdout, stderr]) => ({ code: end, stdout, stderr })) };
}

/** What several tests look at is done when the first of them asks for it, whichever that is. */
export function once<Result>(start: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  return () => {
    running ??= start();
    return running;
  };
}

/** A sound Drizzle folder of this name. */
export function folderOf(name: string, migrations: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(sound(migrations)).map(([file, content]) => [`${name}/${file}`, content]));
}

const people = "create table people (id integer primary key, name text not null, born date)";

/** The one code that `people` of "unproven" takes. */
export const onlyCode = "7GQ2-41KX";
const digest = createHash("md5").update(onlyCode).digest("hex");

/** Nobody guesses a text from its digest: the column stays empty, and could not show a loss. */
export const unproven = {
  "0000_people": `${people}; alter table people add column code text check (md5(code) = '${digest}')`,
  "0001_more": "alter table people add column nick text",
};

/** Three small projects, one for each verdict. */
export const projects = {
  ...folderOf("safe", { "0000_people": people, "0001_more": "alter table people add column nick text" }),
  ...folderOf("unsafe", { "0000_people": people, "0001_less": "alter table people drop column born" }),
  ...folderOf("unproven", unproven),
};
