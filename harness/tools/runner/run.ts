import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { HarnessError } from "../../model/error.ts";
import { withoutSecrets } from "./output.ts";

/** How a command ended. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  /** The last of what it printed, on either stream. */
  readonly output: string;
}

const keptOutput = 64 * 1024;
/** Milliseconds for what is still in the streams of a command that has ended. */
const longestGoodbye = 1000;

type Child = ChildProcessByStdio<null, Readable, Readable>;

/**
 * Runs a command as its users do, by the shell, with nobody at the keyboard. All that it started ends with it.
 *
 * @param milliseconds how long it may take
 * @param signal ends it before; then the signal's reason is thrown
 * @throws {HarnessError} input: it does not end.
 */
export async function runCommand(
  command: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<Ended> {
  signal?.throwIfAborted();
  const child = spawn(command, {
    cwd: folder,
    env: environment,
    shell: true,
    // A group of its own, which can be ended as one.
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = (): void => end(child);
  process.once("exit", stop);
  signal?.addEventListener("abort", stop, { once: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-keptOutput);
    });
  }
  try {
    const code = await ended(child, command, milliseconds);
    signal?.throwIfAborted();
    return { code, output };
  } finally {
    process.off("exit", stop);
    signal?.removeEventListener("abort", stop);
    stop();
  }
}

/** Once it has ended, and nothing of its group holds its streams any more. */
async function ended(child: Child, command: string, milliseconds: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    let late = false;
    let forgotten: NodeJS.Timeout | undefined;
    const timer = setTimeout(() => {
      late = true;
      end(child);
    }, milliseconds);
    child.once("error", reject);
    child.once("exit", () => {
      clearTimeout(timer);
      end(child);
      // Who left the group may hold them for ever.
      forgotten = setTimeout(() => [child.stdout, child.stderr].map((stream) => stream.destroy()), longestGoodbye);
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      clearTimeout(forgotten);
      if (late) reject(hangs(command, milliseconds));
      else resolve(code);
    });
  });
}

function end(child: Child): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}

function hangs(command: string, milliseconds: number): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/runner-hangs",
    step: "run the project's own migrator",
    message: `${withoutSecrets(command)} did not end within ${milliseconds / 1000} s.`,
    remedy: "Give a command that asks nothing, and ends by itself: it must close its connections.",
  });
}
