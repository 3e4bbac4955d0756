import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { HarnessError } from "../../../harness/index.ts";
import { type Candidate, linesSaid, type Printed, pgfenceSaid, squawkSaid } from "./outputs.ts";
import type { Saying, Sayings, System } from "./system.ts";

const atOnce = "One process is given all candidates at once.";

/** @param bin the folder of the installed command, node_modules/.bin */
export async function squawk(bin: string): Promise<System> {
  const command = join(bin, "squawk");
  const grave = [
    "adding-not-nullable-field",
    "adding-required-field",
    "ban-drop-column",
    "ban-drop-database",
    "ban-drop-table",
    "ban-truncate-cascade",
    "changing-column-type",
  ];
  return {
    name: "squawk",
    version: (await printed(command, ["--version"])).out.replace(/^squawk\s*/, "").trim(),
    how: `\`squawk --pg-version 17.0 --assume-in-transaction --reporter json\`, with its default rules. ${atOnce}`,
    leftOut: [
      "ban-char-field",
      "identifier-too-long",
      "prefer-*",
      "require-enum-value-ordering",
      "require-lock-timeout",
      "require-statement-timeout",
      "require-timeout-settings",
      "unused-ignore",
    ],
    grave,
    judge: onFiles((files) =>
      inParts(files, async (part) => {
        const args = ["--pg-version", "17.0", "--assume-in-transaction", "--reporter", "json"];
        return squawkSaid(await printed(command, [...args, ...paths(part)]), part, grave);
      }),
    ),
  };
}

/** @param bin the folder of the installed command, node_modules/.bin */
export async function pgfence(bin: string): Promise<System> {
  const command = join(bin, "pgfence");
  const grave = [
    "add-column-not-null-no-default",
    "alter-column-set-not-null",
    "alter-column-type",
    "delete-without-where",
    "drop-column",
    "drop-table",
    "truncate",
    "truncate-cascade",
  ];
  return {
    name: "pgfence",
    version: (await printed(command, ["--version"])).out.trim(),
    how: `\`pgfence analyze --format sql --min-pg-version 17 --output json\`; of risk LOW or SAFE is no warning. ${atOnce}`,
    leftOut: ["missing-*", "prefer-*"],
    grave,
    judge: onFiles((files) =>
      inParts(files, async (part) => {
        const args = ["analyze", "--format", "sql", "--min-pg-version", "17", "--output", "json"];
        return pgfenceSaid(await printed(command, [...args, ...paths(part)]), part, grave);
      }),
    ),
  };
}

/**
 * A command of the user's own: given the candidate's path, each line that it prints is a finding, at the line that a
 * `:3` behind the path says.
 *
 * @param option "name=command"
 */
export function peerOf(option: string): System {
  const { name, command } = /^(?<name>[^=]+)=(?<command>.+)$/s.exec(option)?.groups ?? {};
  if (name === undefined || command === undefined) {
    throw new HarnessError({
      kind: "input",
      code: "input/peer",
      step: "read the options",
      message: `--peer ${option} does not say what to run`,
      remedy: "write --peer name=command, such as --peer mine=./my-lint",
    });
  }
  return {
    name,
    version: "as installed",
    how: `\`${command}\`: each line that it prints is a finding. One process for each candidate.`,
    leftOut: [],
    grave: null,
    judge: onFiles(async (files, progress) => {
      const sayings = new Map<string, readonly Saying[]>();
      for (const { file, path } of files) {
        const { out } = await printed("/bin/sh", ["-c", `${command} "$1"`, name, path]);
        sayings.set(file, linesSaid(out, path, name));
        progress(sayings.size);
      }
      return sayings;
    }),
  };
}

/** Writes the candidates into a folder of their own, and takes it away. */
function onFiles(
  judge: (files: readonly Candidate[], progress: (done: number) => void) => Promise<Sayings>,
): System["judge"] {
  return async (cases, progress) => {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-corpus-"));
    try {
      const files = cases.map(({ file, candidate }) => ({ file, candidate, path: join(folder, file) }));
      for (const { path, candidate } of files) {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, candidate);
      }
      const sayings = await judge(files, progress);
      progress(sayings.size);
      return sayings;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** Asks of all at once; where the peer gives up at a candidate that it cannot read, of each half, down to that one. */
async function inParts(
  files: readonly Candidate[],
  ask: (part: readonly Candidate[]) => Promise<Sayings | null>,
): Promise<Sayings> {
  const sayings = await ask(files);
  if (sayings !== null) return sayings;
  if (files.length === 1) return new Map(files.map(({ file }) => [file, null]));
  const half = Math.ceil(files.length / 2);
  return new Map([...(await inParts(files.slice(0, half), ask)), ...(await inParts(files.slice(half), ask))]);
}

function paths(files: readonly Candidate[]): readonly string[] {
  return files.map(({ path }) => path);
}

/** What a command prints, whatever its exit code; it is its output that is judged. */
function printed(command: string, args: readonly string[]): Promise<Printed> {
  const settings = { env: { ...process.env, NO_COLOR: "1" }, maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile(command, args, settings, (error, out, failed) =>
      resolve({ out, failed: error === null ? "" : failed || error.message }),
    );
  });
}
