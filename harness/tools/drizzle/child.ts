import { spawn } from "node:child_process";

/** A script for a process of its own, which sends one answer over its IPC channel. */
export interface Question {
  /** What follows `node`. */
  readonly args: readonly string[];
  readonly folder: string;
  /** Sent to it over the same channel, where it waits for something. */
  readonly about?: object;
  readonly milliseconds: number;
}

/** What the script sends; null where it cannot be run, ends without an answer, or takes too long. */
export function ask({
  args,
  folder,
  about,
  milliseconds,
}: Question): Promise<Readonly<Record<string, unknown>> | null> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, args, {
      cwd: folder,
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      timeout: milliseconds,
    });
    child.on("message", (message) => {
      settle({ ...(typeof message === "object" ? message : null) });
      child.kill();
    });
    child.on("error", () => settle(null));
    child.on("exit", () => settle(null));
    if (about !== undefined) child.send(about, () => undefined);
  });
}
